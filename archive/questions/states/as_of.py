"""As of a day: every timeline's answer, as plain data."""

from collections.abc import Iterable, Sequence
from typing import Any

from archive.kinds.claiming import Line
from archive.model.answer import Answer, DayRange
from archive.model.dates import EdtfDate
from archive.questions.scope.filters import Filters
from archive.questions.states.changes import changes
from archive.questions.states.labels import Labels, labels
from archive.questions.states.state import Answered, View, answers


def as_of(seen: View, day: int, date: str, wanted: Filters) -> dict[str, Any]:
    """Return the question and its answers on a day; `date` is the day as it was asked for."""
    label = labels(seen, day)
    return {
        "question": seen.horizon.block(date, **wanted.block()),
        "answers": listed(answers(seen, day, wanted), label),
    }


def as_of_several(seen: View, days: Sequence[tuple[int, str]], wanted: Filters) -> dict[str, Any]:
    """Return the answers on several days (day, as written); each answer tells its date first."""
    found = [
        {"date": date, **one} for day, date in days for one in listed(answers(seen, day, wanted), labels(seen, day))
    ]
    return {"question": seen.horizon.block([date for _, date in days], **wanted.block()), "answers": found}


def as_of_span(seen: View, span: EdtfDate, wanted: Filters) -> dict[str, Any]:
    """Return the answers on the last day of a month or a year, and what came or went within it."""
    state = as_of(seen, span.latest, span.text, wanted)
    label = labels(seen, span.latest)
    within = [
        {
            "date": change.date, "day": change.day, **_place(change.line, label),
            "before": change.before, "after": change.after, "events": list(change.events),
        }
        for change in changes(seen, span.earliest, span.latest, wanted)
    ]  # fmt: skip
    return {**state, "within": within}


def listed(found: Iterable[Answered], label: Labels) -> list[dict[str, Any]]:
    """Return answers as plain data, with the names that the entities have on the day."""
    return [{**_place(one.line, label), **plain(one.answer)} for one in found]


def _place(line: Line, label: Labels) -> dict[str, Any]:
    return {
        "property": line.property,
        "subject": line.subject,
        "object": line.object or None,
        "subject_label": label(line.subject),
        "object_label": label(line.object) or None,
    }


def plain(answer: Answer) -> dict[str, Any]:
    """Return an answer as plain data, every field of it, in the order of the contract."""
    return {
        "value": answer.value,
        "certainty": answer.certainty,
        "candidates": list(answer.candidates),
        "since": answer.since,
        "until": answer.until,
        "since_bounds": _bounds(answer.since_bounds),
        "until_bounds": _bounds(answer.until_bounds),
        "attested_on": list(answer.attested_on),
        "confirmed": answer.confirmed,
        "undated": answer.undated,
        "events": list(answer.events),
        "contested": [{"value": mark.value, "events": list(mark.events)} for mark in answer.contested],
        "since_contested": answer.since_contested,
        "expected": [{"value": mark.value, "date": mark.date, "events": list(mark.events)} for mark in answer.expected],
    }


def _bounds(bounds: DayRange | None) -> list[str | None] | None:
    return None if bounds is None else list(bounds)
