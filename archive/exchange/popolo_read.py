"""A Popolo file read: every record checked on its own, and against the records that it names."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from archive.exchange.bad_records import BadRecords
from archive.exchange.json_file import read_json
from archive.exchange.limits import Source
from archive.exchange.popolo_records import Area, Event, Membership, Organization, Person, Placed, Popolo, Post, Record
from archive.model.errors import Fault, FaultsError

COLLECTIONS: dict[str, type[Record]] = {
    "persons": Person, "organizations": Organization, "posts": Post, "events": Event, "areas": Area,
}  # fmt: skip

_ORGANIZATIONS = ("parent_id", "on_behalf_of_id")
"""Fields that name an organization by what it is to the record."""

_WANTED = "an object with persons, organizations, memberships (and posts, events, areas)"


def read_popolo(source: Source, bad: BadRecords) -> Popolo:
    """Return the records that are whole; the others go to `bad`, each with what is wrong.

    Raises FaultsError where the file as a whole cannot be read.
    """
    data = read_json(source, name=bad.file)
    if not isinstance(data, dict) or not any(isinstance(data.get(one), list) for one in (*COLLECTIONS, "memberships")):
        what = (
            "an object with other names"
            if isinstance(data, dict)
            else "a list"
            if isinstance(data, list)
            else "a value"
        )
        raise FaultsError([Fault(f"{what} where Popolo is expected", file=bad.file, line=1, expected=_WANTED)])
    found = {name: dict(_by_id(_records(data, name, kind, bad), bad)) for name, kind in COLLECTIONS.items()}
    memberships = list(_records(data, "memberships", Membership, bad))
    return _consistent(Popolo(**found, memberships=memberships), bad)


def _records(data: Mapping[str, Any], collection: str, kind: type[Record], bad: BadRecords) -> Iterator[Placed]:
    """Yield each record that is of its type."""
    listed = data.get(collection)
    if listed is not None and not isinstance(listed, list):
        whole = Placed(collection, None, listed)
        bad.add(whole, "", "not a list", expected=f"a list of {collection}")
        return
    for number, raw in enumerate(listed or ()):
        path = f"{collection}[{number}]"
        try:
            yield Placed(path, msgspec.convert(raw, type=kind), raw)
        except msgspec.ValidationError as error:
            message, _, place = str(error).partition(" - at `$")
            field = place.rstrip("`").removeprefix(".")
            bad.add(Placed(path, None, raw), field, f"{message[0].lower()}{message[1:]}")


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
