"""What a question for conflicts asks about: entities, properties, a day."""

from collections.abc import Collection, Iterable, Mapping

from archive.model.answer import Answer
from archive.model.errors import UsageError
from archive.model.nearest import nearest
from archive.questions.conflicts.disputes import Dispute
from archive.questions.rules.base import Finding
from archive.questions.scope.filters import Filters
from archive.questions.states.state import View
from archive.store.reading import events as reading_events


def about(seen: View, some: Iterable[Dispute], wanted: Filters) -> list[Dispute]:
    """Return the disputes of which an account names the entities, or speaks of the properties, asked for."""
    asked = _positions(seen, wanted)
    return [one for one in some if asked is None or any(account.position in asked for account in one.accounts)]


def bearing_on(seen: View, some: Iterable[Dispute], day: int) -> list[Dispute]:
    """Return the disputes that bear on a day: on an answer of it, or with an account of that very day."""
    doubtful = _doubtful_on(seen, day)
    return [one for one in some if _bears(one, day, doubtful)]


def of_field(some: Collection[Dispute], fields: Collection[str]) -> list[Dispute]:
    """Return the disputes in which one of the fields differs; UsageError for a field that is in none."""
    there = sorted({one.field for one in some if one.field})
    for name in fields:
        if name not in there:
            near = ", ".join(nearest(name, there) or there)
            raise UsageError(f"in no dispute a {name!r} differs", hint=f"nearest: {near or 'none'}")
    return [one for one in some if not fields or one.field in fields]


def findings_about(some: Iterable[Finding], wanted: Filters, day: int | None) -> list[Finding]:
    """Return the findings about the timelines asked for, and of the day, where one is asked for."""
    return [
        one
        for one in some
        if any(wanted.takes(line) for line in one.about)
        and (day is None or one.days.earliest <= day <= one.days.latest)
    ]


def unnamed(some: Iterable[Finding], named: Iterable[Dispute]) -> list[Finding]:
    """Return the findings whose events do not stand in one dispute already."""
    known = [{account.handle for account in one.accounts} for one in named]
    return [one for one in some if not any(_within(one, handles) for handles in known)]


def _within(one: Finding, handles: Collection[str]) -> bool:
    # The first event is the one to look at: a dispute between the others is not about it.
    if one.events[0] not in handles:
        return False
    return len({handle for handle in one.events if handle in handles}) >= min(2, len(set(one.events)))


def _positions(seen: View, wanted: Filters) -> set[int] | None:
    """Return the positions of the events that are about what is asked for; None for all."""
    found: list[set[int]] = [
        reading_events.of_entities(seen.db, some) for some in (wanted.subjects, wanted.within) if some is not None
    ]
    if wanted.properties is not None:
        found.append(reading_events.of_properties(seen.db, wanted.properties))
    return set.intersection(*found) if found else None


def _doubtful_on(seen: View, day: int) -> dict[str, bool]:
    """Return the events behind the answers of a day; true where something is told otherwise, or left open."""
    found: dict[str, bool] = {}
    for _, answer in seen.on(day, Filters()):
        against = (handle for mark in answer.contested for handle in mark.events)
        for handle in (*answer.events, *against):
            found[handle] = found.get(handle, False) or _doubtful(answer)
    return found


def _doubtful(answer: Answer) -> bool:
    return bool(answer.contested) or answer.since_contested or answer.certainty in ("disputed", "possible")


def _bears(one: Dispute, day: int, doubtful: Mapping[str, bool]) -> bool:
    for account in one.accounts:
        answering = doubtful.get(account.handle)
        if answering or (answering is not None and one.ruling is None) or account.days == (day, day):
            return True
    return False
