"""A synthetic import with a fixed seed: what 200 states did in many treaties, as a table of a depositary tells it.

Each state signs a treaty or not, ratifies and is a member from then on, and sometimes leaves: five events in
nine are steps of accession, the others memberships. Each has one citation, of one of few sources. All comes as
a stream, treaty by treaty, what is named being registered first: nothing is kept.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from archive.kinds.families.accession import AccessionStepped
from archive.kinds.families.entity import EntityRegistered
from archive.kinds.families.membership import MembershipChanged
from archive.kinds.families.source import SourceRegistered
from archive.model.event import Citation, Draft, Envelope

SEED = 20260102
STATES = 200
EVENTS_PER_TREATY = 100
SOURCES = 5
FIRST_DAY = date(1950, 1, 1)
DAYS = (date(2020, 12, 31) - FIRST_DAY).days


def treaties(count: int) -> Iterator[Draft]:
    """Yield `count` events, and before each treaty's that of its registration (all others come first)."""
    chance = Random(SEED)  # noqa: S311 - no secret: the same for everybody
    yield from _foundation()
    made = treaty = 0
    while made < count:
        yield _entity(f"treaty-{treaty:05d}", "body")
        for draft in _treaty(chance, treaty, min(EVENTS_PER_TREATY, count - made)):
            yield draft
            made += 1
        treaty += 1


def _foundation() -> Iterator[Draft]:
    for number in range(SOURCES):
        facts = SourceRegistered(source=f"list-{number}", publisher=f"Depositary {number}", title="Status of treaties",
                                 published=f"202{number}-01-15")  # fmt: skip
        yield Draft(Envelope(kind="source.registered"), facts)
    for number in range(STATES):
        yield _entity(f"state-{number:03d}", "country")


def _treaty(chance: Random, treaty: int, most: int) -> Iterator[Draft]:
    made = 0
    for state in chance.sample(range(STATES), STATES):
        day = chance.randrange(DAYS - 4000)
        for draft in _of_state(chance, state, treaty, day):
            if made < most:
                yield draft
                made += 1


def _of_state(chance: Random, state: int, treaty: int, day: int) -> Iterator[Draft]:
    subject, object_ = (f"state-{state:03d}",), f"treaty-{treaty:05d}"
    row = f"{treaty}-{state}"
    if chance.random() < 0.5:
        step = AccessionStepped(subject=subject, object=object_, step="memorandum-signed", towards="member")
        yield Draft(_told(chance, "accession.stepped", f"{row}-s", day, f"State {state} signs treaty {treaty}."), step)
    day += chance.randrange(1500)
    step = AccessionStepped(subject=subject, object=object_, step="deposited", towards="member")
    yield Draft(_told(chance, "accession.stepped", f"{row}-d", day, f"State {state} deposits for {treaty}."), step)
    fact = MembershipChanged(subject=subject, object=object_, status="member")
    gist = f"Treaty {treaty} is in force for state {state}."
    yield Draft(_told(chance, "membership.changed", f"{row}-m", day + 90, gist), fact)
    if chance.random() < 0.2:
        gone = MembershipChanged(subject=subject, object=object_, status="none")
        gist = f"State {state} is out of treaty {treaty}."
        yield Draft(_told(chance, "membership.changed", f"{row}-x", day + 90 + chance.randrange(2000), gist), gone)


def _told(chance: Random, kind: str, key: str, day: int, gist: str) -> Envelope:
    cited = Citation(
        source=f"list-{chance.randrange(SOURCES)}", at=f"row {key}", says="the table of the depositary has this date"
    )
    when = (FIRST_DAY + timedelta(day)).isoformat()
    return Envelope(kind=kind, key=key, date=when, gist=gist, citations=(cited,))


def _entity(name: str, type: str) -> Draft:
    label = name.replace("-", " ").capitalize()
    facts = EntityRegistered(subject=name, type=type, label=label)  # type: ignore[arg-type]  # one of its words
    return Draft(Envelope(kind="entity.registered"), facts)
