"""Overturning: the smallest set of events, or of sources, without which the answer is another.

Who tells it otherwise seldom decides a value, and an event whose evidence stays the same stays as it is: so few sets
need a fold.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

import msgspec

from archive.kinds.families.editorial import EventCorrected
from archive.kinds.ledger import Acts, Entry, citations_of
from archive.model.answer import Answer
from archive.model.claim import Claim
from archive.questions.grounds.case import NONE, Case, answer_of, on_line

MOST = 3
"""No set of more is looked for."""

Verdict = tuple[object, ...]


class Overturned(msgspec.Struct, frozen=True):
    """What must fall, and the answer then."""

    without: tuple[str, ...]
    answer: Answer


class Overturn(msgspec.Struct, frozen=True):
    """The smallest sets of events and of sources; None where no set of up to three is enough."""

    events: Overturned | None
    sources: Overturned | None


def verdict(answer: Answer) -> Verdict:
    """Return what makes two answers the same one: the value; where there is none, what may be, or that none is known.

    How certain a value is does not count: it is the same answer on weaker ground.
    """
    if answer.value is not None:
        return (answer.value,)
    return None, answer.certainty == "unknown", answer.candidates


def overturn(case: Case, day: int) -> Overturn:
    """Return what would overturn the answer of the day."""
    return Overturn(without_events(case, day), without_sources(case, day))


def without_events(case: Case, day: int) -> Overturned | None:
    """Return a smallest set of events without which the answer is another, those it rests on before all others."""
    claims = case.by_event()
    items = _in_order(case, day, _bearing(case, claims))
    editorial = frozenset(entry.handle for entry in case.editorial)
    folds: dict[frozenset[str], dict[str, list[Claim]]] = {NONE: claims}

    def left(out: frozenset[str]) -> dict[str, list[Claim]]:
        undone = out & editorial
        if undone not in folds:
            folds[undone] = case.but_for(undone).by_event()
        return {handle: some for handle, some in folds[undone].items() if handle not in out}

    found = _search(case, day, items, left)
    return None if found is None else Overturned(found, case.but_for(events=found).answer(day))


def without_sources(case: Case, day: int) -> Overturned | None:
    """Return a smallest set of sources without which the answer is another."""
    acts = case.acts()
    claims = case.by_event()
    bearing = _bearing(case, claims)
    entries = [entry for entry in case.world if entry.handle in bearing]
    order = {handle: number for number, handle in enumerate(_in_order(case, day, claims))}
    cited = {entry.handle: _cited(case, entry, acts) for entry in entries}
    weaker: dict[str, dict[frozenset[str], list[Claim]]] = {}
    for entry in sorted(entries, key=lambda entry: order[entry.handle]):
        weaker[entry.handle] = _weakened(case, entry, acts, claims[entry.handle])
    items = list(dict.fromkeys(source for handle, found in weaker.items() for source in _decisive(found)))

    def left(out: frozenset[str]) -> dict[str, list[Claim]]:
        found = {handle: some.get(out & cited[handle]) for handle, some in weaker.items()}
        return {**claims, **{handle: some for handle, some in found.items() if some is not None}}

    found = _search(case, day, items, left)
    return None if found is None else Overturned(found, case.but_for(sources=found).answer(day))


def _weakened(case: Case, entry: Entry, acts: Acts, whole: list[Claim]) -> dict[frozenset[str], list[Claim]]:
    """Return what an event says without up to three of its sources, where that is not the same."""
    cited = sorted(_cited(case, entry, acts))
    found = {}
    for out in map(frozenset, _sets(cited)):
        acts.withdrawn |= out
        claims = case.of_one(entry, acts)
        acts.withdrawn -= out
        if claims != whole:
            found[out] = claims
    return found


def _decisive(weaker: Mapping[frozenset[str], list[Claim]]) -> list[str]:
    """Return the sources that make a difference to an event, alone or with others: no other is in a smallest set."""
    return sorted({one for out, claims in weaker.items() for one in out if weaker.get(out - {one}) != claims})


def _search(
    case: Case, day: int, items: Sequence[str], left: Callable[[frozenset[str]], dict[str, list[Claim]]]
) -> tuple[str, ...] | None:
    """Return the first smallest set of items without which what is left gives another answer."""
    seen: dict[tuple[Claim, ...], Verdict] = {}

    def says(out: frozenset[str]) -> Verdict:
        claims = tuple(claim for claim in on_line(case.line, left(out)) if not claim.rival)
        if claims not in seen:
            seen[claims] = verdict(answer_of(list(claims), day))
        return seen[claims]

    whole = says(NONE)
    return next((out for out in _sets(items) if says(frozenset(out)) != whole), None)


def _sets(items: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for size in range(1, MOST + 1):
        yield from combinations(items, size)


def _bearing(case: Case, claims: Mapping[str, Sequence[Claim]]) -> set[str]:
    """Return the events that may bear on the answer: all but those that only tell it otherwise.

    Where an event was corrected these count too: they might tell it else.
    """
    if any(isinstance(entry.payload, EventCorrected) for entry in case.entries):
        return set(claims)
    return {handle for handle, some in claims.items() if not some or not all(claim.rival for claim in some)}


def _in_order(case: Case, day: int, handles: Iterable[str]) -> list[str]:
    """Return events, those on which the answer rests first, the editorial ones last."""
    rests = case.answer(day).events
    editorial = {entry.handle for entry in case.editorial}
    return sorted(handles, key=lambda handle: (handle in editorial, handle not in rests))


def _cited(case: Case, entry: Entry, acts: Acts) -> frozenset[str]:
    """Return the sources that tell an event, or announce it."""
    citations = citations_of(entry, acts, case.cutoffs.according_to)
    return frozenset(citation.source for citation in citations if citation.support != "context")
