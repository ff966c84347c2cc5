"""Outsiders: who and what an outside file speaks of, found in the archive or newly registered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import msgspec

from archive.exchange.outside.bad_records import BadRecords
from archive.exchange.outside.matching import AmbiguousError, Matcher, Wanted
from archive.kinds.families.entity import EntityRegistered, Name
from archive.model.event import Draft

_MOST_NEAREST = 50  # each looks at all names, and who has more unmatched ones will want --create


@dataclass(frozen=True, slots=True, kw_only=True)
class Outsider:
    """Somebody or something of a file: `ref` is its id there, `path` its place, `parent` the ref of what has it.

    `id` is ours, where the file tells it; `raw` is the record as it stands in the file.
    """

    ref: str
    path: str
    type: str
    label: str
    id: str = ""
    names: tuple[Name, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()
    parent: str | None = None
    raw: object = None

    def wanted(self, parent: str | None) -> Wanted:
        """Return what is looked for in the archive."""
        aliases = tuple(dict.fromkeys(one.name for one in self.names))
        return Wanted(
            type=self.type, label=self.label, id=self.id, identifiers=self.identifiers, aliases=aliases,
            parent=parent or "",
        )  # fmt: skip


class Settled(NamedTuple):
    """The ids of the archive by the refs of the file, and the registrations of those that are new."""

    ids: Mapping[str, str]
    drafts: list[Draft]


def settle(outsiders: Iterable[Outsider], matcher: Matcher, bad: BadRecords, *, create: bool) -> Settled:
    """Return who the outsiders are; who is not in the archive is registered, or is bad where nothing may be created."""
    ids: dict[str, str] = {}
    drafts: list[Draft] = []
    for one in _parents_first(list(outsiders)):
        parent = ids.get(one.parent) if one.parent else None
        wanted = one.wanted(parent)
        try:
            found = matcher.find(wanted)
        except AmbiguousError as error:
            bad.add(one, "name", error.message, hint="give it an identifier that the archive knows")
            continue
        if found is None and create:
            found, draft = matcher.create(wanted)
            drafts.append(_with_names(draft, one))
        if found is not None:
            ids[one.ref] = found
        else:
            near = matcher.near(wanted) if len(bad) < _MOST_NEAREST else ()
            bad.add(one, "name", f"no {one.type} of the archive is called {one.label!r}", near=near)
            bad.advise("--create registers who and what the archive does not know")
    return Settled(ids, drafts)


def _parents_first(outsiders: list[Outsider]) -> Iterable[Outsider]:
    """Yield each after its parent; of a circle of parents, the first one met has none."""
    by_ref = {one.ref: one for one in outsiders}
    done: set[str] = set()
    for one in outsiders:
        chain: list[Outsider] = []
        step: Outsider | None = one
        while step is not None and step.ref not in done:
            done.add(step.ref)
            chain.append(step)
            step = by_ref.get(step.parent) if step.parent else None
        yield from reversed(chain)


def _with_names(draft: Draft, one: Outsider) -> Draft:
    """Return the registration with names in their languages in the place of mere spellings."""
    assert isinstance(draft.payload, EntityRegistered)  # noqa: S101 - the matcher makes nothing else
    named = tuple(name for name in one.names if name.language or name.since or name.until)
    plain = tuple(dict.fromkeys(name.name for name in one.names if name not in named))
    payload = msgspec.structs.replace(draft.payload, names=named, aliases=plain)
    return msgspec.structs.replace(draft, payload=payload)
