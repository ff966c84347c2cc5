"""What an append did, or would do, in words and as JSON."""

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import astuple

from archive.cli.append.told import line_json, told_json, told_text, turned_text
from archive.cli.printing.layout import fitted
from archive.cli.printing.screen import Screen
from archive.cli.printing.words import name_of
from archive.kinds.claiming import Line
from archive.kinds.families.coverage import CoverageStated, days_covered
from archive.model.answer import Answer
from archive.model.claim import EVERYONE
from archive.model.dates import day_of, iso, parse
from archive.model.event import Draft
from archive.questions.states.as_of import plain
from archive.store.log.append import Appended
from archive.store.tables.naming import labels_of
from archive.store.writing.effects import Effect, Stretch
from archive.store.writing.notes import Note
from archive.store.writing.outcome import Outcome
from archive.store.writing.turned import Turned

SHOWN = 20
"""Events that are told one by one."""
LONGEST_DATE = 12
"""Signs of a date that may stand before an event; a longer one stands above it."""
QUIET = ("unknown", "not")


def appended_lines(appended: Appended, *, dry_run: bool, batches: int = 1) -> list[str]:
    """Return what was written in how many batches, or would be, in one or two lines."""
    count = appended.written
    lines = []
    if count:
        events = "1 event" if count == 1 else f"{count} events"
        where = f"at position {appended.first}" if count == 1 else f"at positions {appended.first} to {appended.last}"
        into = f"batch {appended.batch}"
        if batches > 1:
            into = f"batches {appended.batch - batches + 1} to {appended.batch}"
        lines.append(f"would write {events}, nothing written" if dry_run else f"wrote {events} {where}, {into}")
    if appended.held:
        places = ", ".join(str(skipped.position) for skipped in appended.skipped[:5])
        more = " …" if appended.held > 5 else ""
        lines.append(f"in the log already, nothing changed: {appended.held} (position {places}{more})")
    return lines


def effect_lines(db: sqlite3.Connection, drafts: Sequence[Draft], outcome: Outcome, on: Screen) -> list[str]:
    """Return the events and, for each timeline they change, what it says before and after."""
    label, effects = labels_of(db), outcome.effects
    rows = [(draft.envelope.date or "(no date)", draft.envelope.kind, _gist(draft)) for draft in drafts[:SHOWN]]
    lines = fitted(rows, on.width, indent="  ", first=LONGEST_DATE)
    count = "1 timeline changes" if len(effects) == 1 else f"{len(effects)} timelines change"
    lines.append(count)
    for effect in effects[:40]:
        lines.append(f"  {_title(effect.line, label)}")
        lines += _sides(effect)
    lines += turned_text(outcome.turned)
    lines += told_text(outcome.retold, outcome.cut, lambda line: _title(line, label))
    return lines


def effect_json(
    appended: Appended, outcome: Outcome | None, *, dry_run: bool, notes: Sequence[Note] = (), batches: int = 1
) -> dict[str, Any]:
    """Return the same as plain data; what was written is told without its outcome."""
    effects, cut, retold, turned = outcome or Outcome([], [], [], [])
    return {
        "dry_run": dry_run,
        "first": appended.first or None,
        "last": appended.last or None,
        "batch": appended.batch or None,
        "batches": batches,
        "held": appended.held,
        "skipped": [skipped._asdict() for skipped in appended.skipped],
        "changes": [
            {
                **line_json(effect.line),
                "before": [_stretch(stretch) for stretch in effect.before],
                "after": [_stretch(stretch) for stretch in effect.after],
            }
            for effect in effects
        ],
        **told_json(retold, cut),
        "disputes": [_turned(one) for one in turned],
        "notes": [note._asdict() for note in notes],
    }


def _turned(one: Turned) -> dict[str, Any]:
    before, after = (None if side is None else {**side._asdict(), "main": list(side.main)} for side in one[1:])
    return {"dispute": one.dispute, "before": before, "after": after}


def _stretch(stretch: Stretch) -> dict[str, Any]:
    first, until = (None if _is_open(day) else day for day in (stretch.first, stretch.until))
    return {"from": first, "to": until, **plain(stretch.answer)}


def _is_open(day: str) -> bool:
    """Return whether a day of the table of periods stands for the beginning, or the end, of all time."""
    return day.startswith(("0000", "9999"))


def _gist(draft: Draft) -> str:
    gist = (draft.envelope.gist or _what(draft.payload)) + _covered(draft)
    cited = ", ".join(citation.source for citation in draft.envelope.citations)
    return f"{gist}   told by {cited}" if cited else gist


def _covered(draft: Draft) -> str:
    """Return for which days a statement of completeness is one: of a vague date those that are surely inside."""
    if not isinstance(draft.payload, CoverageStated):
        return ""
    days = days_covered(parse(draft.envelope.date))
    return f"   covers {iso(days.earliest)} to {iso(days.latest)}" if days else "   covers no day"


def _what(payload: Struct) -> str:
    """Return what an event without a gist is about: the event, source, dispute or entity that it names first."""
    first = next((value for value in astuple(payload) if value), "")
    return ", ".join(map(str, first)) if isinstance(first, tuple) else str(first)


def _title(line: Line, label: dict[str, str]) -> str:
    there = f", {label.get(line.object, line.object)}" if line.object else ""
    who = "all of whom nothing is told" if line.subject == EVERYONE else label.get(line.subject, line.subject)
    return f"{line.property}: {who}{there}"


def _sides(effect: Effect) -> Iterator[str]:
    gone = [s for s in effect.before if s not in effect.after]
    come = [s for s in effect.after if s not in effect.before]
    old, new = ([_said(s) for s in side if _speaks(s.answer)] for side in (gone, come))
    for sign, there, said, beside in (("-", gone, old, new), ("+", come, new, old)):
        yield from (f"    {sign} {text}" for text in said if text not in beside)
        if there and not said:
            yield f"    {sign} nothing"
    if old == new and old:
        yield "    what is told of its days stays; only the events or days behind it change"
        until, was = (max((s.answer.confirmed or "" for s in side), default="") for side in (come, gone))
        if until != was:
            yield f"    confirmed until {until or 'no day'} instead of {was or 'no day'}"


def _speaks(answer: Answer) -> bool:
    """Return whether an answer tells of something, or that by a complete list it was not there."""
    return answer.certainty not in QUIET or answer.marked or (answer.certainty == "not" and not answer.since)


def _said(stretch: Stretch) -> str:
    answer = stretch.answer
    value = "not there" if answer.certainty == "not" and not answer.since else answer.value
    value = value or " or ".join(c or "nothing" for c in answer.candidates) or answer.certainty
    span = "from the beginning" if stretch.first.startswith("0000") else stretch.first
    until = "" if stretch.until.startswith("9999") else f" to {iso(day_of(stretch.until) - 1)}"
    marks = "".join(
        f"   ! told otherwise: {c.value or 'nothing'} ({', '.join(map(name_of, c.events))})" for c in answer.contested
    )
    ahead = "".join(f"   » announced: {e.value} {e.date}" for e in answer.expected)
    certainty = "" if answer.certainty in ("certain", "not") else f" ({answer.certainty})"
    return f"{span}{until}: {value}{certainty}{marks}{ahead}"
