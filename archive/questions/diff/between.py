"""Between: who held an office only between two days, and so neither on the first nor on the last."""

from collections.abc import Iterator, Sequence

from archive.model.answer import Period
from archive.questions.scope.filters import Filters
from archive.questions.states.state import View, periods

HOLDS = "holds"


def held_between(seen: View, first: int, last: int, wanted: Filters) -> dict[str, list[str]]:
    """Return the holders of each office whose time in it began and ended between two days, in the order of time.

    Who held it twice in between is told twice.
    """
    found: dict[str, list[tuple[int, str]]] = {}
    offices = wanted._replace(properties=frozenset({"office"}))
    for line, some in periods(seen, offices, first, last).items():
        for begin, until in _spells(some):
            if first < begin and until <= last:
                found.setdefault(line.object, []).append((begin, line.subject))
    return {office: [who for _, who in sorted(spells)] for office, spells in found.items()}


def _spells(some: Sequence[Period]) -> Iterator[tuple[int, int]]:
    """Yield the first day in and the first day out of each stretch in which somebody holds it."""
    begin = until = None
    for period in some:
        if period.answer.value != HOLDS:
            continue  # only who holds it is between others
        if until != period.first:
            if begin is not None and until is not None:
                yield begin, until
            begin = period.first
        until = period.until
    if begin is not None and until is not None:
        yield begin, until
