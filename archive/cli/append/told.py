"""What an append does, or would do, to when things could be known, and by whom: in words and as JSON."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from archive.cli.printing.words import listed, name_of
from archive.kinds.claiming import Line
from archive.store.writing.effects_cut import CutEffect, Span
from archive.store.writing.notes import Note
from archive.store.writing.tellings import Retold, Telling
from archive.store.writing.turned import Stand, Turned

MOST_SOURCES = 3


def told_text(retold: Sequence[Retold], cut: Sequence[CutEffect], title: Callable[[Line], str]) -> Iterator[str]:
    """Yield the lines on the events that sources tell otherwise, and on the timelines that answer so under cut-offs."""
    for one in retold[:20]:
        yield f"  {name_of(one.event)}: {'; '.join(_retold(one.before, one.after))}"
    if cut:
        many = "1 timeline answers" if len(cut) == 1 else f"{len(cut)} timelines answer"
        yield f"{many} otherwise under cut-offs"
    for effect in cut[:40]:
        yield f"  {title(effect.line)}"
        yield from (f"    {option}" for option in _options(effect))


def turned_text(turned: Sequence[Turned]) -> Iterator[str]:
    """Yield a line on each dispute that stands otherwise."""
    for one in turned:
        before, after = map(_stand, one[1:])
        # Ruled anew by the same rule, it is another side that is taken.
        more = f" for {listed(one.after.main) or 'no side'}" if one.after and before == after else ""
        yield f"  {one.dispute}: {before} → {after}{more}"


def _stand(stand: Stand | None) -> str:
    if stand is None:
        return "not there"
    return f"{stand.state}, {stand.rule}" if stand.rule else stand.state


def note_lines(notes: Sequence[Note], many: int) -> list[str]:
    """Return the lines on events that do nothing, or not yet: the first ones, and how many there are besides."""
    more = [f"  … and {len(notes) - many} more notes"] if len(notes) > many else []
    return [*(f"note: {one.note} ({name_of(one.event)})" for one in notes[:many]), *more]


def told_json(retold: Sequence[Retold], cut: Sequence[CutEffect]) -> dict[str, Any]:
    """Return the same as plain data."""
    return {
        "retold": [
            {"event": one.event, "before": _plain(one.before), "after": _plain(one.after)} for one in retold
        ],
        "cut_offs": [
            {
                **line_json(effect.line),
                "known": [{"from": span.first, "to": span.last} for span in effect.known],
                "known_strict": [{"from": span.first, "to": span.last} for span in effect.known_strict],
                "according_to": list(effect.according_to),
            }
            for effect in cut
        ],
    }  # fmt: skip


def line_json(line: Line) -> dict[str, Any]:
    """Return of which timeline something is, as plain data."""
    return {"property": line.property, "subject": line.subject, "object": line.object or None}


def _plain(telling: Telling) -> dict[str, Any]:
    return {**telling._asdict(), "sources": list(telling.sources)}


def _retold(before: Telling, after: Telling) -> Iterator[str]:
    """Yield in words what of it is another: how and since when it is told, and on how many sources it rests."""
    if before.told != after.told:
        yield f"{_TOLD[after.told]}{_from(after)}; {_TOLD[before.told]}{_from(before)} before"
    elif before.known != after.known:
        yield f"{_TOLD[after.told]}{_from(after)} instead of {before.known or 'for ever'}"
    if before.undated != after.undated and before.told == after.told:
        yield "undated now" if after.undated else "no longer undated"
    came, went = set(after.sources) - set(before.sources), set(before.sources) - set(after.sources)
    if len(before.sources) != len(after.sources):
        yield f"rests on {_count(after.sources)} instead of {len(before.sources)}"
    elif came or went:
        yield f"rests on {listed(sorted(came))} instead of {listed(sorted(went))}"


_TOLD = {"states": "known", "ahead": "only announced", "none": "told by no source"}


def _from(telling: Telling) -> str:
    return f" from {telling.known}" if telling.known else " for ever" if telling.told != "none" else ""


def _count(sources: Sequence[str]) -> str:
    return "1 source" if len(sources) == 1 else f"{len(sources)} sources"


def _options(effect: CutEffect) -> Iterator[str]:
    """Yield the cut-offs as one writes them; where `--known-strict` differs on the same days, both are one line."""
    if effect.known == effect.known_strict:
        both = _spans(effect.known)
        yield from (f"--known {both}, with --known-strict too",) if both else ()
    else:
        yield from (f"--known {_spans(effect.known)}",) if effect.known else ()
        yield from (f"--known-strict {_spans(effect.known_strict)}",) if effect.known_strict else ()
    if effect.according_to:
        more = len(effect.according_to) - MOST_SOURCES
        shown = ", ".join(effect.according_to[:MOST_SOURCES])
        yield f"--according-to {shown}{f' and {more} more' if more > 0 else ''}"


def _spans(spans: Sequence[Span]) -> str:
    return ", ".join(map(_span, spans))


def _span(span: Span) -> str:
    if span.first is None and span.last is None:
        return "any day"
    if span.last is None:
        return f"from {span.first} on"
    return f"up to {span.last}" if span.first is None else f"from {span.first} to {span.last}"
