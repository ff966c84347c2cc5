"""A Popolo file read: every record checked on its own, and against the records that it names."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from archive.exchange.files.json_document import read_json
from archive.exchange.files.limits import Source
from archive.exchange.outside.bad_records import BadRecords
from archive.exchange.popolo.inside import Standing, records_in
from archive.exchange.popolo.records import Area, Event, Membership, Organization, Person, Placed, Popolo, Post, Record
from archive.model.errors import Fault, FaultsError

COLLECTIONS: dict[str, type[Record]] = {
    "persons": Person, "organizations": Organization, "posts": Post, "events": Event, "areas": Area,
}  # fmt: skip

MEMBERSHIPS = "memberships"

_ORGANIZATIONS = ("parent_id", "on_behalf_of_id")
"""Fields that name an organization by what it is to the record."""

_WANTED = "an object with persons, organizations, memberships (and posts, events, areas)"


def read_popolo(source: Source, bad: BadRecords) -> Popolo:
    """Return the records that are whole; the others go to `bad`, each with what is wrong.

    Raises FaultsError where the file as a whole cannot be read.
    """
    data = read_json(source, name=bad.file)
    _refuse_other_forms(data, bad.file)
    found: dict[str, list[Placed]] = {name: [] for name in (*COLLECTIONS, MEMBERSHIPS)}
    for one in records_in(data, found, bad):
        found[one.collection] += _typed(one, bad)
    memberships = found.pop(MEMBERSHIPS)
    records = {name: dict(_by_id(some, bad)) for name, some in found.items()}
    return _consistent(Popolo(**records, memberships=memberships), bad)


def _refuse_other_forms(data: Any, file: str) -> None:  # noqa: ANN401 - whatever JSON holds
    hint = None
    match data:
        case {"id": _} | {"name": _}:
            what = "one record"
            hint = 'put it in a list, beside those that it names: {"persons": [...], "organizations": [...]}'
        case dict() if any(isinstance(data.get(name), list) for name in (*COLLECTIONS, MEMBERSHIPS)):
            return
        case dict():
            what = "an object with other names"
        case list():
            what = "a list"
        case _:
            what = "a value"
    raise FaultsError([Fault(f"{what} where Popolo is expected", file=file, line=1, expected=_WANTED, hint=hint)])


def _typed(one: Standing, bad: BadRecords) -> Iterator[Placed]:
    """Yield the record if it is of its type."""
    kind = COLLECTIONS.get(one.collection, Membership)
    try:
        yield Placed(one.path, msgspec.convert(one.raw, type=kind), one.raw)
    except msgspec.ValidationError as error:
        message, _, place = str(error).partition(" - at `$")
        field = place.rstrip("`").removeprefix(".")
        bad.add(one, field, f"{message[0].lower()}{message[1:]}")


def _by_id(records: Iterable[Placed], bad: BadRecords) -> Iterator[tuple[str, Placed]]:
    """Yield the records with their ids; one without an id, or with that of an earlier one, is bad."""
    seen: dict[str, str] = {}
    for one in records:
        name = one.record.id
        if not name:
            expected = "a text that nothing else in the file is called by"
            bad.add(one, "id", "`id` is missing", expected=expected)
        elif name in seen:
            hint = "give each record an id of its own"
            bad.add(one, "id", f"{seen[name]} has the same id", hint=hint)
        else:
            seen[name] = one.path
            yield name, one


def _consistent(popolo: Popolo, bad: BadRecords) -> Popolo:
    """Return the records without those that name others which are not there."""
    organizations = {
        name: one for name, one in popolo.organizations.items() if _finds(one, {"parent_id": popolo.organizations}, bad)
    }
    posts = {name: one for name, one in popolo.posts.items() if _finds(one, {"organization_id": organizations}, bad)}
    whole = popolo._replace(organizations=organizations, posts=posts)
    named: dict[str, Mapping[str, Placed]] = {
        "person_id": whole.persons, "organization_id": whole.organizations, "post_id": whole.posts,
        "on_behalf_of_id": whole.organizations, "area_id": whole.areas, "legislative_period_id": whole.events,
    }  # fmt: skip
    return whole._replace(memberships=[one for one in whole.memberships if _relates(one, named, whole, bad)])


def _relates(one: Placed, named: Mapping[str, Mapping[str, Placed]], popolo: Popolo, bad: BadRecords) -> bool:
    """Return whether a membership says who is a member of what, all of it known."""
    before = len(bad)
    member: Membership = one.record
    if not member.who:
        expected = "the id of a person of the file (or member.id)"
        bad.add(one, "person_id", "`person_id` is missing", expected=expected)
    elif not member.person_id and member.who not in popolo.members:
        near = bad.near(member.who, popolo.members)
        bad.add(one, "member.id", f"no record of the file has the id {member.who!r}", near=near)
    elif member.member and member.member.id != member.who:
        hint = "take out what is wrong of the two"
        bad.add(one, "person_id", f"`member` in it says {member.member.id[:40]!r}", hint=hint)
    if not member.organization_id and not member.post_id:
        expected = "the id of an organization or of a post of the file"
        bad.add(one, "organization_id", "`organization_id` is missing", expected=expected)
    return _finds(one, named, bad) and len(bad) == before


def _finds(one: Placed, named: Mapping[str, Mapping[str, Placed]], bad: BadRecords) -> bool:
    """Return whether all that a record names is in the file; what is not makes it bad."""
    before = len(bad)
    for field, records in named.items():
        name = getattr(one.record, field)
        if name and name not in records:
            what = "organization" if field in _ORGANIZATIONS else field.removesuffix("_id").replace("_", " ")
            bad.add(one, field, f"no {what} of the file has this id", near=bad.near(name, records))
    return len(bad) == before
