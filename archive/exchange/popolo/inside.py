"""Popolo's records wherever they stand: in the lists at the top, or inside the records that they belong to.

A membership may stand inside its person, organization or post, a post inside its organization, and what is a part of
another (an organization, an area, an event) among the `children` of that; what is around it says what it leaves out.
https://www.popoloproject.com/specs/ (embedding).
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from archive.exchange.outside.bad_records import BadRecords

INSIDE: Mapping[str, Mapping[str, str]] = {
    "persons": {"memberships": "person_id"},
    "organizations": {"posts": "organization_id", "memberships": "organization_id", "children": "parent_id"},
    "posts": {"memberships": "post_id"},
    "events": {"children": "parent_id"},
    "areas": {"children": "parent_id"},
}
"""For the records of a list, the lists inside them, and the field by which what stands there names them."""

CHILDREN = "children"
"""The list of those records inside another that are of its own collection."""

NAMED: Mapping[str, tuple[str, ...]] = {
    "organizations": ("parent",),
    "posts": ("organization",),
    "events": ("organization",),
    "memberships": ("person", "organization", "post", "on_behalf_of", "area", "legislative_period"),
}
"""Records that may stand whole where else their id does: only the id is read there; the record has its own place."""


class Standing(NamedTuple):
    """A record of a list, its place in the file, and what it says together with what is around it."""

    path: str
    raw: Any
    collection: str


class Word(NamedTuple):
    """What another record says of a field: the id that belongs there, or that it has none."""

    field: str
    name: object
    by: str


def records_in(data: Mapping[str, Any], collections: Iterable[str], bad: BadRecords) -> Iterator[Standing]:
    """Yield the records of all lists, each before those inside it; where two words differ, it is bad."""
    for name in collections:
        yield from _listed(data.get(name), name, name, None, bad)


def _listed(
    listed: Any,  # noqa: ANN401 - whatever JSON holds
    collection: str, path: str, around: Word | None, bad: BadRecords,
) -> Iterator[Standing]:  # fmt: skip
    if listed is None:
        return
    if not isinstance(listed, list):
        bad.add(Standing(path, listed, collection), "", "not a list", expected=f"a list of {collection}")
        return
    for number, raw in enumerate(listed):
        at = Standing(f"{path}[{number}]", raw, collection)
        if not isinstance(raw, dict):
            yield at
            continue
        whole = _whole(at, around, bad)
        if whole is not None:
            yield whole
        for inner, field in INSIDE.get(collection, {}).items():
            what = collection if inner == CHILDREN else inner
            yield from _listed(raw.get(inner), what, f"{at.path}.{inner}", Word(field, raw.get("id"), at.path), bad)


def _whole(at: Standing, around: Word | None, bad: BadRecords) -> Standing | None:
    """Return a record with the ids that others say for it; None where that cannot be, which is told."""
    whole = dict(at.raw)
    words = [
        Word(f"{name}_id", there["id"], f"`{name}` in it")
        for name in NAMED.get(at.collection, ())
        if isinstance(there := whole.get(name), dict) and there.get("id")
    ]
    for field, name, by in [*words, *([around] if around else [])]:
        own = whole.get(field)
        if not name and not own:
            bad.follow(at, f"{by}, in which it stands, has no id")
            return None
        if own and name and own != name:
            hint = "take out what is wrong of the two"
            bad.add(at._replace(raw=whole), field, f"{by} says {str(name)[:40]!r}", hint=hint)
            return None
        whole[field] = own or name
    return at._replace(raw=whole)
