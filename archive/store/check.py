"""The check of events against the archive: every name must be known before anything is written."""

from collections.abc import Iterator

import msgspec

from archive.kinds.base import Payload
from archive.kinds.editorial import EventCorrected
from archive.kinds.roles import Reference, references
from archive.model.errors import Fault
from archive.model.event import Draft
from archive.model.nearest import nearest
from archive.store.known import Known


def settled(draft: Draft, names: Known) -> Draft:
    """Return the draft with every event it names by position or id named by its handle instead."""
    payload = draft.payload
    changes: dict[str, object] = {}
    for reference in references(payload_of(draft)):
        if reference.ref == "event":
            there = getattr(payload, reference.field)
            many = isinstance(there, tuple)
            changes[reference.field] = tuple(_handle(names, name) for name in there) if many else _handle(names, there)
    envelope = msgspec.structs.replace(draft.envelope, rival_of=_handle(names, draft.envelope.rival_of))
    return Draft(envelope, msgspec.structs.replace(payload, **changes), draft.where)


def faults_of(draft: Draft, names: Known) -> Iterator[Fault]:
    """Yield every fault of one event: a name that is not known, a date or a citation that is missing."""
    payload, envelope = payload_of(draft), draft.envelope
    if payload.nature == "world":
        if not envelope.date:
            yield _fault(draft, "date", "missing", expected="a date, e.g. 2024-07-04, 2024-07, [..2024-07-04], 2024~")
        if not envelope.citations:
            yield _fault(draft, "citations", "missing", expected="at least one source that tells it")
    if payload.kind == "event.corroborated" and not envelope.citations:
        yield _fault(draft, "citations", "missing", expected="the source that tells it too")
    for reference in references(payload):
        yield from _reference_faults(draft, reference, names)
    named = [("rival_of", "event", envelope.rival_of)] if envelope.rival_of else []
    named += [(f"disputes[{number}]", "dispute", name) for number, name in enumerate(envelope.disputes)]
    named += [(f"citations[{n}].source", "source", cited.source) for n, cited in enumerate(envelope.citations)]
    for field, what, name in named:
        if names.find(what, name) is None:
            yield _unknown(draft, field, what, name, names)
    if isinstance(payload, EventCorrected):
        yield from _correction_faults(draft, payload)


def _reference_faults(draft: Draft, reference: Reference, names: Known) -> Iterator[Fault]:
    name, field, what = reference.name, reference.field, reference.ref
    if what == "status":
        yield from _status_faults(draft, reference, names)
    elif what in ("date", "new") or name in reference.words:
        return
    elif (found := names.find(what, name)) is None:
        yield _unknown(draft, field, what, name, names)
    elif reference.types and found not in reference.types:
        yield _fault(draft, field, f"{name} is a {found}", expected=f"a {' or '.join(reference.types)}")


def _status_faults(draft: Draft, reference: Reference, names: Known) -> Iterator[Fault]:
    body = str(getattr(draft.payload, "object", "") or getattr(draft.payload, "body", ""))
    statuses = names.statuses(body)
    if reference.name not in statuses:
        message = f"{reference.name!r} is not a status of {body}"
        near = tuple(nearest(reference.name, statuses))
        yield _fault(draft, reference.field, message, expected=", ".join(statuses), near=near)


def _correction_faults(draft: Draft, payload: EventCorrected) -> Iterator[Fault]:
    if "kind" in payload.set or "citations" in payload.set:
        yield _fault(draft, "set", "kind and citations cannot be corrected", expected="retract it and append anew")


def _unknown(draft: Draft, field: str, what: str, name: str, names: Known) -> Fault:
    found = names.near(what, name)
    return _fault(draft, field, f"no {what} is called {name!r}", near=found)


def _handle(names: Known, name: str) -> str:
    return (names.find("event", name) or name) if name else name


def _fault(
    draft: Draft, field: str, message: str, *, expected: str | None = None, near: tuple[str, ...] = ()
) -> Fault:
    where = draft.where
    file, line = (None, None) if where is None else (where.file, where.line_of(field))
    return Fault(message, file=file, line=line, field=field, expected=expected, nearest=near)


def payload_of(draft: Draft) -> Payload:
    """Return the facts of a draft; a TypeError where they are of no kind."""
    if not isinstance(draft.payload, Payload):
        message = "a draft holds the facts of a kind"
        raise TypeError(message)
    return draft.payload
