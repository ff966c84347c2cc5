"""The head of a section on the page of a day: the body, its state, and who says so where it is in doubt."""

import importlib
from collections.abc import Callable, Iterator
from typing import Any

from archive.cli.printing.layout import apart, fitted, wrapped
from archive.cli.printing.screen import Screen
from archive.cli.printing.words import listed, located, marks_of, plain, said, since_of
from archive.model.answer import Answer
from archive.questions.day.overview import Overview, Section
from archive.questions.day.words_of import Word, doubtful, words
from archive.questions.scope.filters import Filters
from archive.questions.states.state import View

UNTOLD = {"unknown": "nothing recorded", "not": "not there", "scheduled": "announced only"}
Questions = Callable[..., list[dict[str, Any]]]
MOST = 3
"""Open questions that are told; the others by their command."""


def heading(told: Overview, section: Section, on: Screen) -> Iterator[str]:
    """Yield the name of the body, with its first day."""
    body, answer = section.body, section.state
    name = f"{told.label(body.id).upper()} ({body.id})"
    if answer is None:
        yield on.bold(name)
        return
    marks = marks_of(answer)
    since = since_of(answer, told.day)
    when = f"since {since}" if since and not since.startswith("seen") else since
    if answer.value == "active":
        yield from apart(on.bold(name), f"{when} {marks}".strip(), on.width)
    else:
        yield on.bold(name)


def state(seen: View, told: Overview, section: Section, on: Screen) -> Iterator[str]:
    """Yield the state of the body where it is not simply active, and each source's own word on it."""
    answer = section.state
    if answer is None or not doubtful(answer):
        return
    if answer.value != "active":
        word = plain(answer.value).upper() if answer.value else UNTOLD.get(answer.certainty, answer.certainty).upper()
        yield from wrapped(f"{word}{_sign(answer)}   {_since(told, answer)}", on.width, indent=" ")
    for mark in answer.contested:
        value = "nothing yet" if mark.value is None else plain(mark.value)
        text = f"! told otherwise: {value} ({listed([located(one) for one in told.telling.sources(mark.events)])})"
        yield from (on.marked(line) for line in wrapped(text, on.width, indent="   ", first=" "))
    found = words(seen, section.body.id, answer)
    if found:
        yield ""
        yield from _table(found, on)
    if answer.certainty != "unknown":
        yield from _not_known(seen, section, on)


def _not_known(seen: View, section: Section, on: Screen) -> Iterator[str]:
    # Open questions are decoded from the log, with modules that a page without doubt does without.
    questions: Questions = importlib.import_module("archive.questions.lists.inventory").questions
    asked = questions(seen.db, seen.horizon, Filters(within=frozenset({section.body.id})))
    if asked:
        more = f" · {len(asked) - MOST} more: archive questions --body {section.body.id}" if len(asked) > MOST else ""
        text = " · ".join(one["question"] for one in asked[:MOST]) + more
        yield ""
        yield from wrapped(text, on.width, indent="   ", first=" Not known: ")


def _sign(answer: Answer) -> str:
    marks = marks_of(answer)
    return f" {marks}" if marks else ""


def _since(told: Overview, answer: Answer) -> str:
    if answer.certainty in ("possible", "disputed"):
        values = listed([plain(value) for value in answer.candidates], "or")
        return f"{'the sources leave open' if answer.certainty == 'possible' else 'open'}: {values}"
    bounds = answer.since_bounds
    text = f"since {said(answer.since)}" if answer.since else since_of(answer, told.day)
    if bounds and bounds[0] != bounds[1] and bounds[1]:
        text += f" (some day from {bounds[0]} to {bounds[1]})" if bounds[0] else f" (by {bounds[1]} at the latest)"
    if answer.until:
        text += f", until {said(answer.until)}"
    event = told.telling.event(answer.events)
    return f"{text}   {event.handle}" if event else text


def _table(found: list[Word], on: Screen) -> Iterator[str]:
    rows = [(" ", "Told", "Source", "Who says what, in our words")]
    for word in found:
        source = located(f"{word.cited.source} {word.cited.at}".strip())
        told = said(word.cited.published) or "undated"
        text = f"{word.cited.publisher}: {word.cited.says or word.event.gist}"
        rows.append(("!" if word.otherwise else " ", told, source, text))
    yield from fitted(rows, on.width, indent=" ")
