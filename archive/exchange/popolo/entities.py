"""Popolo's persons, organizations and posts as entities; only those that a membership needs."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from archive.exchange.outside.outsiders import Outsider
from archive.exchange.outside.relations import Relation
from archive.exchange.popolo.memberships import label_of, name_of, post_ref
from archive.exchange.popolo.records import Identifier, Organization, OtherName, Placed, Popolo
from archive.kinds.families.entity import Name

OWN_SCHEME = "archive"
"""The scheme of our own ids in what we export."""

OWN_TYPES = ("country", "authority", "organisation", "body")
"""Classifications that are types of ours, as our own export writes them."""


CONTACTS = ("email", "facebook", "instagram", "linkedin", "phone", "tiktok", "twitter", "whatsapp", "youtube")
"""Schemes that say how to reach somebody; the archive does not keep that."""


def outsiders_of(popolo: Popolo, relations: Iterable[Relation], *, also: Iterable[str]) -> Iterator[Outsider]:
    """Yield whom and what the relations name, the organizations named besides, and those that have them."""
    used = {ref for one in relations for ref in (one.who, one.what)}.union(also)
    roles = sorted(ref for ref in used if ref.startswith("role "))
    used.update(_organization_of_role(ref) for ref in roles)
    used.update(popolo.posts[ref].record.organization_id for ref in popolo.posts if post_ref(ref) in used)
    for ref in list(used & popolo.organizations.keys()):
        used.update(_above(ref, popolo))
    yield from (_named(one, "person") for ref, one in popolo.persons.items() if ref in used)
    yield from (_organization(one) for ref, one in popolo.organizations.items() if ref in used)
    yield from (_post(one, popolo) for ref, one in popolo.posts.items() if post_ref(ref) in used)
    for ref in roles:
        organization = _organization_of_role(ref)
        label = f"{label_of(ref, popolo)} ({label_of(organization, popolo)})"
        yield Outsider(ref=ref, path="memberships", type="office", label=label, parent=organization)


def _organization_of_role(ref: str) -> str:
    _, length, rest = ref.split(" ", 2)
    return rest[: int(length)]


def _above(ref: str, popolo: Popolo) -> set[str]:
    """Return the organizations that contain one, at any height."""
    found: set[str] = set()
    parent = popolo.organizations[ref].record.parent_id
    while parent and parent in popolo.organizations and parent not in found:
        found.add(parent)
        parent = popolo.organizations[parent].record.parent_id
    return found


def _organization(one: Placed) -> Outsider:
    record: Organization = one.record
    kind = (record.classification or "").lower()
    if kind not in OWN_TYPES:
        kind = "body" if record.parent_id else "organisation"
    return _named(one, kind, parent=record.parent_id)


def _named(one: Placed, kind: str, parent: str | None = None) -> Outsider:
    label = name_of(one.record)
    return Outsider(
        ref=one.record.id, path=one.path, raw=one.raw, type=kind, label=label, parent=parent,
        id=own_id(one.record.identifiers), identifiers=identifiers_of(one.record.identifiers),
        names=names_of(label, one.record.other_names or ()),
    )  # fmt: skip


def _post(one: Placed, popolo: Popolo) -> Outsider:
    ref = post_ref(one.record.id)
    label = label_of(ref, popolo)
    return Outsider(
        ref=ref, path=one.path, raw=one.raw, type="office", label=label,
        names=names_of(label, one.record.other_labels or ()),
        parent=one.record.organization_id, id=own_id(one.record.identifiers),
        identifiers=identifiers_of(one.record.identifiers),
    )  # fmt: skip


def names_of(label: str, others: Iterable[OtherName]) -> tuple[Name, ...]:
    """Return other names, each once, without those that are the label; the language where it has only one."""
    languages: dict[tuple[str, str | None, str | None], list[str]] = defaultdict(list)
    for one in others:
        if one.name.strip() and one.name != label:
            languages[one.name, one.start_date or None, one.end_date or None] += [one.lang] if one.lang else []
    return tuple(
        Name(name=name, since=since, until=until, language=some[0] if len(set(some)) == 1 else None)
        for (name, since, until), some in languages.items()
    )


def own_id(identifiers: list[Identifier] | None) -> str:
    """Return our own id, where the file was exported by us."""
    return next((one.identifier for one in identifiers or () if one.scheme == OWN_SCHEME), "")


def identifiers_of(identifiers: list[Identifier] | None) -> tuple[tuple[str, str], ...]:
    """Return the outside identifiers, the first of each scheme, without those that are contacts."""
    found: dict[str, str] = {}
    for one in identifiers or ():
        if one.scheme and one.identifier.strip() and one.scheme.lower() not in (OWN_SCHEME, *CONTACTS):
            found.setdefault(one.scheme, one.identifier)
    return tuple(found.items())
