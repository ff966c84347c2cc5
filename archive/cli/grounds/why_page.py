"""The page of `archive why`: the answer, its grounds, who tells it otherwise, and how firmly it stands."""

from collections.abc import Iterable, Iterator

from archive.cli.grounds.why_around import around
from archive.cli.grounds.why_words import (
    archived,
    independent,
    known,
    otherwise,
    sentence,
    to_overturn,
    value_of,
    weight,
)
from archive.cli.printing.event_words import did, mark
from archive.cli.printing.layout import apart, fitted, fixed, labelled, wrapped
from archive.cli.printing.screen import Screen
from archive.cli.printing.words import horizon_text, name_of, plain, said, short
from archive.questions.grounds.rivals import Rival
from archive.questions.grounds.why import Why
from archive.questions.grounds.why_data import cited
from archive.questions.states.seen import SeenEvent
from archive.questions.states.state import View

SUPPORT = {"states": "", "ahead": "»", "context": "~"}
INDENT = "      "


def page(seen: View, why: Why, day: int, on: Screen, *, everything: bool = False) -> Iterator[str]:
    """Yield why one timeline says what it says on a day; with `everything`, also who tells other days otherwise."""
    yield from apart(on.bold(sentence(why, day)), on.faint(horizon_text(seen.horizon)), on.width)
    yield from wrapped(weight(why), on.width, indent=" ")
    for title, events in (
        ("BECAUSE", why.because),
        ("ALSO SEEN BY THAT DAY", why.seen),
        ("CONFIRMED LATER", why.confirmed),
    ):
        if events:
            yield ""
            yield on.bold(title)
            yield from _events(why, events, on)
    yield from _rivals(why, on, everything=everything)
    if foot := list(_foot(why)):
        yield ""
        yield from labelled(foot, on.width, indent=" ")
    yield ""
    yield from _legend(why, on)


def _events(why: Why, events: Iterable[SeenEvent], on: Screen) -> Iterator[str]:
    for event in events:
        yield from _head(event, did(event), on)
        yield from _citations(why, event, on)


def _head(event: SeenEvent, what: str, on: Screen, sources: str = "") -> list[str]:
    text = f"{said(event.date)}  {what}: {event.title} ({event.name}{sources})"
    sign = mark(event)
    return wrapped(text, on.width, indent="    ", first=f" {sign or ' '} ")


def _citations(why: Why, event: SeenEvent, on: Screen) -> list[str]:
    rows = []
    for one in cited(event, why.sources):
        who = one["publisher"] or one["source"]
        via = f" (via {one['via']})" if one["via"] and one["via"] != who else ""
        quote = f" “{one['quote']}”" if one["quote"] else ""
        where = f"{one['source']} {one['at'] or ''}".strip()
        told = one["published"] or "undated"
        rows.append((SUPPORT.get(one["support"], ""), told, where, f"{who}{via}: {one['says'] or ''}{quote}"))
    return fitted(rows, on.width, indent=INDENT)


def _rivals(why: Why, on: Screen, *, everything: bool) -> Iterator[str]:
    """Yield who tells it otherwise, and what each would make of the answer."""
    bearing = [(rival, event) for rival, event in why.rivals if rival.bears != "nothing"]
    others = [(rival, event) for rival, event in why.rivals if rival.bears == "nothing"]
    if bearing:
        yield ""
        yield on.bold("TOLD OTHERWISE")
    for rival, event in bearing:
        yield from _head(event, _would(why, rival), on)
        yield from _citations(why, event, on)
    if others:
        yield ""
        yield on.bold("TOLD OTHERWISE OF OTHER DAYS")
    for rival, event in others:
        sources = "" if everything else f", {short(event.sources)}"
        yield from _head(event, otherwise(why, rival.value, [rival.event]), on, sources)
        if everything:
            yield from _citations(why, event, on)


def _would(why: Why, rival: Rival) -> str:
    if rival.would is None:
        return f"it would be {otherwise(why, rival.value, [rival.event])}"
    return f"it would be {'not yet' if rival.would.certainty == 'unknown' else value_of(rival.would)}"


def _foot(why: Why) -> Iterator[tuple[str, str]]:
    if why.before or why.after:
        yield "Around it", " · ".join(map(fixed, around(why)))
    if beside := list(_beside(why)):
        yield "Beside it", " · ".join(beside)
    yield from (("To overturn" if n == 0 else "", text) for n, text in enumerate(to_overturn(why)))
    if why.voices:
        yield "Independent", independent(why)
    if why.answer.certainty != "unknown":
        yield "Known that day", known(why)
    yield from (("In this archive" if n == 0 else "", text) for n, text in enumerate(archived(why)))
    for number, one in enumerate(why.disputes):
        rule = f", {one['rule']}" if one["rule"] else ""
        ruling = f": {one['reason']}" if one["reason"] else ""
        yield "Disputes" if number == 0 else "", f"{one['question']} {one['state']}{rule}{ruling} ({one['id']})"
    yield from (("Not known" if n == 0 else "", one["question"]) for n, one in enumerate(why.questions))


def _beside(why: Why) -> Iterator[str]:
    for step in why.steps:
        ahead = "» " if step.ahead else ""
        towards = f" to {plain(step.towards)}" if step.towards else ""
        told = ", ".join(map(name_of, step.events))
        yield fixed(f"{ahead}step{towards}: {plain(step.value)} {said(step.date)} ({told})")
    for one in why.beside:
        value = why.label(one.answer.value) if one.answer.value else value_of(one.answer)
        yield fixed(f"{one.line.property}: {value.replace('-', ' ')} ({', '.join(map(name_of, one.answer.events))})")


def _legend(why: Why, on: Screen) -> list[str]:
    every = [*why.because, *why.seen, *why.confirmed, *(event for _, event in why.rivals)]
    supports = {citation.support for event in every for citation in event.citations}
    parts = [
        *(["» only announces it"] if "ahead" in supports else []),
        *(["~ context, proves nothing of it"] if "context" in supports else []),
    ]
    pair = f"{why.line.subject} {why.line.object}".strip()
    first = next((event.name for event in every), None)
    more = [f"archive history {pair}", *([f"archive show {first}"] if first else [])]
    lines = wrapped(" · ".join(map(fixed, parts)), on.width, indent=" ") if parts else []
    return [*lines, *wrapped("More: " + " · ".join(map(fixed, more)), on.width, indent=" ")]
