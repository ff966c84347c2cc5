"""Differences in words: what a timeline said before, what it says now, and what only stands beside it."""

from collections.abc import Iterable, Mapping, Sequence

from archive.cli.printing.words import instead, listed, marks_of, plain, said, since_of
from archive.model.answer import Answer, Contested
from archive.model.dates import parse
from archive.questions.diff.answers import Pair, only_mark
from archive.questions.diff.world import Change
from archive.questions.states.labels import Labels
from archive.store.reading.events import EventRow

NOT_TOLD = ("unknown", "scheduled")
"""The certainties of an answer that says nothing of what is, at most what is announced."""
NAMING = ("name", "control", "representation")
"""Properties whose values are names, not words of ours."""


def state(answer: Answer, label: Labels, property: str = "") -> str:
    """Return what an answer says, in words."""
    if answer.certainty in NOT_TOLD:
        return "nothing recorded"
    if answer.certainty == "not":
        return "nothing" if property in ("meeting", "attendance") else "no longer" if answer.since else "not there"
    if answer.certainty in ("possible", "disputed") and answer.candidates:
        return listed([value_of(value, label, property) for value in answer.candidates], "or")
    return value_of(answer.value, label, property)


def was(answer: Answer, label: Labels) -> str:
    """Return what stood before, and since when."""
    if answer.value in (None, "none"):
        return "had left" if answer.certainty == "not" and answer.since else f"{state(answer, label)} before"
    since = since_of(answer)
    when = "" if not since else f" {since}" if since.startswith("seen") else f" since {since}"
    return " ".join(part for part in (f"was {state(answer, label)}{when}", marks_of(answer)) if part)


def turn(change: Change, label: Labels, events: Mapping[str, EventRow]) -> str:
    """Return what became of a timeline: `observer → member`, or the mark that alone came or went.

    Of a step the `events` say to which status it leads.
    """
    pair = Pair(change.before, change.after)
    match only_mark(pair):
        case "told-otherwise":
            return _otherwise(change, label, events)
        case "first-day":
            return "first day " + ("told otherwise" if change.after.since_contested else "no longer told otherwise")
        case "expected":
            return announced(change, label)
        case _:
            name = change.line.property
            before, after = state(change.before, label, name), _after(change, label)
            marks = marks_of(change.after)
            if before == after:
                before, after = (f"{text} ({one.certainty})" for text, one in ((before, pair[0]), (after, pair[1])))
            was_to, is_to = (_towards(one, events) for one in pair)
            before += was_to if was_to != is_to else ""
            return f"{before} → {after}{is_to} {marks}".rstrip()


def _after(change: Change, label: Labels) -> str:
    """Return what an answer says after a change; where what stood before may still stand, it goes first."""
    before, after, name = change.before, change.after, change.line.property
    if after.certainty != "possible" or before.value is None or before.value not in after.candidates:
        return state(after, label, name)
    others = [value_of(value, label, name) for value in after.candidates if value != before.value]
    return f"still {value_of(before.value, label, name)}, or {listed(others, 'or')}"


def _towards(answer: Answer, events: Mapping[str, EventRow]) -> str:
    """Return to which status the step of an answer leads, as its events say; of no step an empty text."""
    facts = [events[handle].facts for handle in answer.events if handle in events]
    steps = {answer.value, *answer.candidates}
    told = sorted({plain(one["towards"]) for one in facts if one.get("towards") and one.get("step") in steps})
    return f" for {listed(told, 'or')}" if told else ""


def announced(change: Change, label: Labels) -> str:
    """Return what is announced; where nothing is any more, what was."""
    plans = change.after.expected or change.before.expected
    told = [f"{value_of(plan.value, label, change.line.property)} {said(plan.date)}" for plan in plans]
    sign = "» announced" if change.after.expected else "announced no longer"
    return f"{sign}: {listed(told)}"


def value_of(value: str | None, label: Labels, property: str = "") -> str:
    """Return a value in words."""
    if property == "office" and value == "holds":
        return "in office"
    return label(value) if value is not None and property in NAMING else plain(value)


def when(change: Change, dates: Sequence[str] = (), *, ends: bool = True) -> str:
    """Return from when the change holds, as written; where nobody tells, the dates of its events.

    Who is only seen is so from the first time on. That nothing is recorded any more is no day of the world. With
    `ends` the day may be that on which the state before ended.
    """
    before, after = change.before, change.after
    if only_mark(Pair(before, after)) is None:
        if after.certainty in NOT_TOLD:
            return ""
        if after.since or after.attested_on:
            return said(after.since) or f"seen {said(min(after.attested_on, key=_latest))}"
        if ends and before.until:
            return said(before.until)
    return said(dates[0]) if dates else ""


def _latest(text: str) -> int:
    return parse(text).latest


def _otherwise(change: Change, label: Labels, events: Mapping[str, EventRow]) -> str:
    before, after = (_tellings(one.contested, events) for one in (change.before, change.after))
    now = state(change.after, label)
    if new := after.keys() - before.keys():
        return f"{now}; ! {listed(sorted(after[value] for value in new))}"
    return f"{now}; no longer told otherwise: {listed(sorted(before.values()))}"


def _tellings(marks: Iterable[Contested], events: Mapping[str, EventRow]) -> dict[str | None, str]:
    """Return the values that other accounts give, each in words."""
    return {
        mark.value: instead(mark.value, [events[handle].kind for handle in mark.events if handle in events])
        for mark in marks
    }
