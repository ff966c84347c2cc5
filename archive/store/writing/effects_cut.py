"""Effects under cut-offs: under which known dates, and by which sources, timelines answer otherwise since appends.

A batch may leave every answer as all sources tell it, and yet change when it could be known, or by whom. Both logs,
before and after, are folded at each day at which more comes to be told; between such days no answer changes.
"""

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from archive.kinds.claiming import Line
from archive.kinds.ledger import Cutoffs, Entry, claims_of
from archive.kinds.support import Told
from archive.kinds.turning import turning_days
from archive.model.answer import Period
from archive.model.claim import Claim
from archive.model.dates import DAY_MAX, DAY_MIN, iso
from archive.model.timeline import fold
from archive.store.log import chunks
from archive.store.log import entries as log_entries
from archive.store.tables.involved import involved_each
from archive.store.tables.project import Progress, reached
from archive.store.tables.rectangles import Timelines
from archive.store.tables.touched import Touched, lines_of

Differs = Callable[[Cutoffs], bool]


class Span(NamedTuple):
    """Known dates from the first through the last day (ISO texts); None where there is no such bound."""

    first: str | None
    last: str | None


class CutEffect(NamedTuple):
    """The cut-offs under which a timeline answers otherwise than before, on one day at least."""

    line: Line
    known: tuple[Span, ...]
    known_strict: tuple[Span, ...]
    according_to: tuple[str, ...]


def cut_effects_since(
    db: sqlite3.Connection, position: int, upto: int, *, changed: Collection[Line], progress: Progress | None = None
) -> Iterator[CutEffect]:
    """Yield what the batches after a position, which is an end of a batch, do to timelines under cut-offs.

    Looked at are those of the earlier events on which the batches act, and those of new events that are not
    among the `changed`, whose answers change without any cut-off.
    """
    lines = _lines(db, position, upto, frozenset(changed))
    done, many = 0, len(lines)
    for chunk in chunks.of(lines):
        involved = involved_each(db, chunk)
        entries = {one.position: one for one in log_entries.at(db, set().union(*involved.values()))}
        told = log_entries.told(db, entries.values())
        for line, positions in involved.items():
            every = [entries[one] for one in sorted(positions)]
            before = [one for one in every if one.position <= position]
            effect = _effect(line, _differs(line, before, every, told), every, told)
            if any(effect[1:]):
                yield effect
            done += 1
            if progress is not None:
                progress(done, many)


def _lines(db: sqlite3.Connection, position: int, upto: int, changed: Collection[Line]) -> Touched:
    found = Touched(db)
    for start in range(position + 1, upto + 1, chunks.SIZE):
        events = reached(db, start, min(start + chunks.SIZE - 1, upto))
        found.add(line for line in lines_of(db, events) if line not in changed)
        earlier = {event for event in events if event <= position}
        if earlier:
            found.add(lines_of(db, earlier))
    return found


def _effect(line: Line, differs: Differs, entries: Sequence[Entry], told: Told) -> CutEffect:
    days = sorted({DAY_MIN, *turning_days(entries, told)})
    plain, strict = (
        tuple(_spans(days, (differs(Cutoffs(known=day, strict=how)) for day in days))) for how in (False, True)
    )
    sources = sorted({citation.source for entry in entries for citation in entry.envelope.citations})
    named = tuple(source for source in sources if differs(Cutoffs(according_to=frozenset({source}))))
    return CutEffect(line, plain, strict, named)


def _differs(line: Line, before: Iterable[Entry], after: Iterable[Entry], told: Told) -> Differs:
    """Return whether the timeline answers otherwise under some cut-offs; equal claims are folded once."""
    sides = tuple(tuple(side) for side in (before, after))
    periods: dict[tuple[Claim, ...], list[Period]] = {}

    def folded(claims: tuple[Claim, ...]) -> list[Period]:
        if claims not in periods:
            periods[claims] = fold(claims)
        return periods[claims]

    def differs(cutoffs: Cutoffs) -> bool:
        one, other = (tuple(Timelines(claims_of(side, told, cutoffs)).of(line)) for side in sides)
        return one != other and folded(one) != folded(other)

    return differs


def _spans(days: Sequence[int], differing: Iterable[bool]) -> Iterator[Span]:
    """Yield the stretches of days, each up to the next day given, that differ."""
    first: int | None = None
    for day, differs in zip([*days, DAY_MAX], [*differing, False], strict=True):
        if differs and first is None:
            first = day
        elif not differs and first is not None:
            yield Span(None if first == DAY_MIN else iso(first), None if day == DAY_MAX else iso(day - 1))
            first = None
