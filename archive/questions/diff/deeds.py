"""Deeds: what was learned, or done to events, between two sides that makes a timeline say something else."""

from collections.abc import Iterator, Sequence

from archive.kinds.claiming import Line
from archive.questions.day.overview import handles_of
from archive.questions.diff.answers import Pair, only_mark
from archive.questions.diff.causes import EDITORIAL, of_state
from archive.questions.diff.sides import Side, moved

OPENED = "told-otherwise"
"""Also the cause where a dispute was opened between events that were told before."""


def in_what_was_told(line: Line, pairs: Sequence[Pair], sides: tuple[Side, Side], since: int) -> tuple[str, list[str]]:
    """Return why two sides differ on a timeline and the events, with those that act on them.

    What is dated before the day `since` was learned late.
    """
    first, second = sides
    every = moved(line, first, second)
    rivals = moved(line, first, second, rival=True)
    mark = only_mark(pairs[0])
    named = {handle for pair in pairs for answer in pair for handle in handles_of(answer)}
    # An answer does not name who moves its first day.
    made = (rivals if mark == "first-day" else every & named) or every
    deeds = {handle: list(_deeds(handle, first, second)) for handle in sorted(made)}
    causes = {cause for done in deeds.values() for cause, _ in done}
    events = list(dict.fromkeys([*deeds, *(handle for done in deeds.values() for _, handle in done)]))
    editorial = next((cause for cause in EDITORIAL if cause in causes), None)
    if editorial is not None:
        return editorial, events
    disputed = {handle for handle, done in deeds.items() if any(cause == OPENED for cause, _ in done)}
    if any(min(first.latest(handle), second.latest(handle)) < since for handle in made - disputed):
        return "learned-late", events
    return OPENED if disputed else mark or of_state(pairs[0]), events


def _deeds(handle: str, first: Side, second: Side) -> Iterator[tuple[str, str]]:
    """Yield what was done to an event between the sides, with the events that did it."""
    if handle not in first.entries or handle not in second.entries:
        return
    yield from _withdrawn(handle, first, second)
    yield from (("", deed) for deed in first.deeds["corroborated", handle] ^ second.deeds["corroborated", handle])
    if not first.knows(handle):
        return
    if first.acts.retracted.get(handle) != second.acts.retracted.get(handle):
        yield from (("retracted", deed) for deed in _turns(handle, first, second))
    then, now = (side.acts.corrected.get(handle, []) for side in (first, second))
    yield from (("corrected", entry.handle) for entry in (*then, *now) if (entry in then) != (entry in now))
    yield from _ranked(handle, first, second)


def _withdrawn(handle: str, first: Side, second: Side) -> Iterator[tuple[str, str]]:
    sources = {cited.source for cited in (*first.cited(handle), *second.cited(handle))}
    for source in sorted(sources & (first.acts.withdrawn ^ second.acts.withdrawn)):
        yield from (("source-withdrawn", deed) for deed in sorted(second.deeds["withdrawn", source]))


def _turns(handle: str, first: Side, second: Side) -> Iterator[str]:
    """Yield the retractions that one side counts and the other does not, and what retracted them."""
    for one, other in ((first, second), (second, first)):
        deed = one.acts.retracted.get(handle)
        if deed is not None:
            yield deed
            if (turned := other.acts.retracted.get(deed)) is not None:
                yield turned


def _ranked(handle: str, first: Side, second: Side) -> Iterator[tuple[str, str]]:
    then, now = (side.acts.ranking_of(side.entries[handle]) for side in (first, second))
    if then != now:
        yield from (("ruled", entry.handle) for entry in (then, now) if entry.handle != handle)
    for name in sorted(first.open_disputes(handle) ^ second.open_disputes(handle)):
        ruled = (name in first.acts.ruled) != (name in second.acts.ruled)
        deeds = second.deeds["ruled" if ruled else "opened", name]
        yield from (("ruled" if ruled else OPENED, deed) for deed in sorted(deeds))
