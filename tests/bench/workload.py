"""A synthetic archive with a fixed seed, the same for every benchmark and every machine.

Of N events there are N/200 bodies; each speaks of 40 of 200 states, so that a body has 200 events at
every N, and growth shows nothing but N. Four in five events come in the order of their days, one in
fifty retracts an earlier one. Days are exact: what vague ones cost is a benchmark of its own.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from archive.kinds.families.editorial import EventRetracted
from archive.kinds.families.entity import EntityRegistered
from archive.kinds.families.membership import MembershipChanged
from archive.kinds.families.source import SourceRegistered
from archive.model.event import Citation, Draft, Envelope

SEED = 20260101
EVENTS_PER_BODY = 200
STATES = 200
STATES_PER_BODY = 40
SOURCES = 100
HELD_BACK = 2_000
"""Events that are made beyond N, to be appended one by one."""

FIRST_DAY = date(1950, 1, 1)
DAYS = (date(2026, 6, 30) - FIRST_DAY).days
STATUSES = ("observer", "dialogue-partner", "associate", "member", "suspended", "none")
SAYS = (
    "the instrument of accession was deposited with the depositary",
    "the heads of state decided so at their meeting, with effect from the date stated",
    "the secretariat counts it so in its list",
)


def foundation(count: int) -> list[Draft]:
    """Return the entities and sources that `count` events need."""
    bodies = [_entity(body_name(number), "body") for number in range(bodies_of(count))]
    states = [_entity(state_name(number), "country") for number in range(STATES)]
    return [*bodies, *states, *(_source(number) for number in range(SOURCES))]


def history(count: int, seed: int = SEED) -> list[Draft]:
    """Return `count` events, and HELD_BACK more, in the order of their writing."""
    return list(_history(Random(seed), count, count + HELD_BACK))  # noqa: S311 - no secret: the same for everybody


def bodies_of(count: int) -> int:
    """Return how many bodies there are among `count` events."""
    return max(1, count // EVENTS_PER_BODY)


def body_name(number: int) -> str:
    """Return the id of a body."""
    return f"body-{number:05d}"


def state_name(number: int) -> str:
    """Return the id of a state."""
    return f"state-{number:03d}"


def _history(chance: Random, count: int, total: int) -> Iterator[Draft]:
    days = _days(chance, total)
    live: list[str] = []
    for number, day in enumerate(days):
        key = f"e-{number:07d}"
        if number > 100 and chance.random() < 0.02:
            target = live.pop(chance.randrange(len(live)))
            yield Draft(Envelope(kind="event.retracted", key=key), EventRetracted(event=target, reason="misread"))
        else:
            live.append(key)
            yield _membership(chance, key, day, chance.randrange(bodies_of(count)))


def _days(chance: Random, total: int) -> list[str]:
    """Return days in order, but for one in five, which are put elsewhere."""
    days = sorted(chance.randrange(DAYS) for _ in range(total))
    moved = chance.sample(range(total), total // 5)
    for one, other in zip(moved, sorted(moved), strict=True):
        days[one], days[other] = days[other], days[one]
    return [(FIRST_DAY + timedelta(day)).isoformat() for day in days]


def _membership(chance: Random, key: str, day: str, body: int) -> Draft:
    state = (body * 11 + chance.randrange(STATES_PER_BODY) * 37) % STATES
    status = chance.choice(STATUSES)
    cited = Citation(
        source=f"source-{chance.randrange(SOURCES):03d}", at=f"para {chance.randrange(60)}", says=chance.choice(SAYS)
    )
    gist = f"State {state} is counted as {status} of body {body}."
    envelope = Envelope(kind="membership.changed", key=key, date=day, gist=gist, citations=(cited,))
    return Draft(envelope, MembershipChanged(subject=(state_name(state),), object=body_name(body), status=status))


def _entity(name: str, type: str) -> Draft:
    label = name.replace("-", " ").capitalize()
    facts = EntityRegistered(subject=name, type=type, label=label)  # type: ignore[arg-type]  # one of its words
    return Draft(Envelope(kind="entity.registered"), facts)


def _source(number: int) -> Draft:
    day = (FIRST_DAY + timedelta(number * 250)).isoformat()
    facts = SourceRegistered(source=f"source-{number:03d}", publisher=f"Office {number % 9}", title="(a list)",
                             published=day)  # fmt: skip
    return Draft(Envelope(kind="source.registered"), facts)
