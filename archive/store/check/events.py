"""The check of events against the archive: every name must be known before anything is written."""

from collections.abc import Iterator

import msgspec

from archive.kinds.base import Payload
from archive.kinds.families.body import BodyDissolved
from archive.kinds.families.coverage import CoverageStated, days_covered
from archive.kinds.families.entity import EntityRegistered, EntitySucceeded
from archive.kinds.registry import kind_of
from archive.kinds.roles import Reference, references, references_in, roles
from archive.model.dates import parse
from archive.model.errors import DateError, Fault
from archive.model.event import Draft, Partial
from archive.model.nearest import nearest
from archive.store.check.editorial import reading, target_faults
from archive.store.check.faults import fault as _fault
from archive.store.check.known import Known
from archive.store.check.ruling import ruling_faults

UNCHECKED = frozenset({"date", "new"})
"""What names nothing that is in the archive."""

SUCCESSIONS = (EntitySucceeded.kind, BodyDissolved.kind)

LISTED_BY = {
    "entity": "entities", "source": "sources", "event": "log", "dispute": "conflicts", "question": "questions",
}  # fmt: skip
"""The command that lists what may be named; told where no name is near."""


def settled(draft: Draft, names: Known) -> Draft:
    """Return the draft with every event it names by position or id named by its handle instead."""
    if draft.stored is not None:
        return draft  # it was settled when it was written
    payload = payload_of(draft)
    changes: dict[str, object] = {}
    for field in (role.field for role in roles(type(payload)) if role.ref == "event"):
        there = getattr(payload, field)
        many = isinstance(there, tuple)
        changes[field] = tuple(_handle(names, name) for name in there) if many else there and _handle(names, there)
    rival_of = _handle(names, draft.envelope.rival_of)
    if not changes and rival_of == draft.envelope.rival_of:
        return draft
    envelope = msgspec.structs.replace(draft.envelope, rival_of=rival_of)
    return Draft(envelope, msgspec.structs.replace(payload, **changes), draft.where)


def faults_of(event: Partial, names: Known) -> Iterator[Fault]:
    """Yield a fault for each name in an event that the archive does not know, or that does not fit."""
    kind, envelope = kind_of(event.kind), event.envelope
    for reference in references_in(kind, event.payload):
        if reference.ref not in UNCHECKED:
            yield from _reference_faults(event, reference, names)
    cited = envelope.get("citations", ())
    for field, what, name in _named_in_head(event):
        if names.find(what, name) is None:
            yield _unknown(event, field, what, name, names)
    if kind is CoverageStated:
        yield from _coverage_faults(event, "date", str(envelope.get("date", "")))
    if kind.kind == "event.corroborated" and not cited:
        yield _fault(event, "citations", "missing", expected="the source that tells it too")
    yield from _succession_faults(event)
    if kind.nature == "editorial":
        yield from target_faults(event, names)
        yield from _corrected_faults(event, names)
        yield from ruling_faults(event, names)


def _named_in_head(event: Partial) -> Iterator[tuple[str, str, str]]:
    """Yield field, sort and name of what an event names outside the fields of its kind, and in its names."""
    envelope = event.envelope
    if rival_of := envelope.get("rival_of"):
        yield "rival_of", "event", rival_of
    for number, name in enumerate(envelope.get("disputes", ())):
        yield f"disputes[{number}]", "dispute", name
    for number, citation in enumerate(envelope.get("citations", ())):
        yield f"citations[{number}].source", "source", citation.source
    if event.kind == EntityRegistered.kind:
        for number, name in enumerate(event.payload.get("names", ())):
            if name.used_by:
                yield f"names[{number}].used_by", "entity", name.used_by


def _succession_faults(event: Partial) -> Iterator[Fault]:
    """Yield a fault where somebody is to be followed by nobody else."""
    after = event.payload.get("successor")
    before = event.payload.get("subject")
    sides = [{side} if isinstance(side, str) else set(side or ()) for side in (before, after)]
    if event.kind in SUCCESSIONS and after and sides[0] == sides[1]:
        value = ", ".join(sorted(sides[1]))
        yield _fault(event, "successor", "nobody follows itself", value=value, expected="who takes its place")


def _corrected_faults(event: Partial, names: Known) -> Iterator[Fault]:
    """Yield a fault for each name that a correction puts into an event and that the archive does not know.

    A date that it puts into a statement of completeness must leave a day that is covered.
    """
    corrected = reading(event, names)
    if corrected is None:
        return
    fields = event.payload.get("set", {})
    facts = Partial(event.kind, {}, msgspec.structs.asdict(corrected), event.where)
    for reference in references(corrected):
        if reference.field in fields and reference.ref not in UNCHECKED:
            yield from _reference_faults(facts, reference._replace(field=f"set.{reference.field}"), names)
    if isinstance(corrected, CoverageStated):
        yield from _coverage_faults(event, "set.date", fields.get("date", ""))


def _reference_faults(event: Partial, reference: Reference, names: Known) -> Iterator[Fault]:
    name, field, what = reference.name, reference.field, reference.ref
    if what == "status":
        yield from _status_faults(event, reference, names)
    elif name in reference.words:
        return
    elif (found := names.find(what, name)) is None:
        yield _unknown(event, field, what, name, names)
    elif reference.types and found and found not in reference.types:
        expected = f"a {' or '.join(reference.types)}"
        yield _fault(event, field, f"it is a {found}", value=name, expected=expected)


def _status_faults(event: Partial, reference: Reference, names: Known) -> Iterator[Fault]:
    body = str(event.payload.get("object") or event.payload.get("body") or "")
    statuses = names.statuses(body)
    if reference.name not in statuses:
        others = f"one of {', '.join(statuses)}"
        near = tuple(nearest(reference.name, statuses))
        message = f"not a status of {body}" if body else "not a status"
        yield _fault(event, reference.field, message, value=reference.name, expected=others, near=near)


def _coverage_faults(event: Partial, field: str, date: str) -> Iterator[Fault]:
    """Yield a fault where the date leaves no day that is surely covered."""
    try:
        covered = days_covered(parse(date)) if date else None
    except DateError:
        return  # told where the date is read
    if date and covered is None:
        expected = "its days, as in 1996-04-26/2001-06-14, or one whole month or year"
        yield _fault(event, field, "no day is surely covered by it", value=date, expected=expected)


def _unknown(event: Partial, field: str, what: str, name: str, names: Known) -> Fault:
    near = names.near(what, name)
    listed = None if near else f"one that `archive {LISTED_BY[what]}` lists"
    return _fault(event, field, f"no {what} is called so", value=name, expected=listed, near=near)


def _handle(names: Known, name: str) -> str:
    return (names.find("event", name) or name) if name else name


def payload_of(draft: Draft) -> Payload:
    """Return the facts of a draft; a TypeError where they are of no kind."""
    if not isinstance(draft.payload, Payload):
        message = "a draft holds the facts of a kind"
        raise TypeError(message)
    return draft.payload
