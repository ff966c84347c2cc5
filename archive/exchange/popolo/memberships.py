"""Popolo's memberships as relations: who is where, and from whom the dates are."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from archive.exchange.outside.relations import MEMBER, Relation
from archive.exchange.outside.spells import Spell
from archive.exchange.popolo.records import Event, Membership, Placed, Popolo
from archive.model.event import Citation

STATUSES = ("member", "observer", "dialogue-partner", "partner", "associate", "suspended")
"""Roles that are statuses of ours; any other is taken for a post of its own."""

_MOST_LINKS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The dates of a membership; `lent` are those (first, last) that its legislative period lends it."""

    spell: Spell
    period: Event | None
    lent: tuple[str, ...]


class Where(NamedTuple):
    """Where a membership puts somebody: an organization with a status, or (status empty) a post."""

    ref: str
    status: str


def told_of(membership: Membership, popolo: Popolo) -> Told:
    """Return the dates of a membership: its own, and for one that it lacks that of its legislative period."""
    placed = popolo.events.get(membership.legislative_period_id or "")
    period: Event | None = placed.record if placed else None
    start, end = membership.start_date or None, membership.end_date or None
    lent = {
        "first": period.start_date if period and not start else None,
        "last": period.end_date if period and not end else None,
    }
    return Told(
        spell=Spell(start=start or lent["first"], end=end or lent["last"]),
        period=period,
        lent=tuple(word for word, date in lent.items() if date),
    )


def relations_of(popolo: Popolo, *, source: str, seen: str | None) -> Iterator[Relation]:
    """Yield what the memberships tell; where no date is told, that it was so on the day `seen`."""
    for placed in popolo.memberships:
        told = told_of(placed.record, popolo)
        for where in wheres(placed.record):
            says = "; ".join(_says(placed.record, told, popolo))
            yield _relation(placed, told, where, popolo, seen=seen, cited=_citation(placed, source, says))
        party = placed.record.on_behalf_of_id
        if party:
            first = wheres(placed.record)[0].ref
            says = "; ".join([f"sits for it in {label_of(first, popolo)}", *_dates_from(told)])
            there = Where(party, MEMBER)
            yield _relation(placed, told, there, popolo, seen=seen, cited=_citation(placed, source, says))


def wheres(membership: Membership) -> list[Where]:
    """Return where a membership puts somebody: in an organization, in a post of it, or both."""
    role = (membership.role or MEMBER).strip()
    status = role.lower() if role.lower() in STATUSES else None
    found: list[Where] = []
    if membership.organization_id:
        found.append(Where(membership.organization_id, status or MEMBER))
    if membership.post_id:
        found.append(Where(post_ref(membership.post_id), ""))
    elif membership.organization_id and status is None:
        found.append(Where(role_ref(membership.organization_id, role), ""))
    return found


def post_ref(name: str) -> str:
    """Return the ref of a post: its id may be an organization's, too."""
    return f"post {name}"


def role_ref(organization: str, role: str) -> str:
    """Return the ref of a post that only a role tells of."""
    return f"role {len(organization)} {organization} {role}"


def label_of(ref: str, popolo: Popolo) -> str:
    """Return what a ref is called in the file; a role by its own words."""
    if ref.startswith("role "):
        _, length, rest = ref.split(" ", 2)
        return rest[int(length) + 1 :]
    if ref.startswith("post ") and ref[5:] in popolo.posts:
        post = popolo.posts[ref[5:]].record
        return str(post.label or post.role or post.id)
    return name_of(popolo.members[ref].record)


def name_of(record: object) -> str:
    """Return the name of a person, an organization or an event, made of its parts where there is no whole one."""
    whole = getattr(record, "name", None)
    parts = [part for part in (getattr(record, "given_name", None), getattr(record, "family_name", None)) if part]
    return str(whole or " ".join(parts) or getattr(record, "id", ""))


def _relation(
    placed: Placed, told: Told, where: Where, popolo: Popolo, *, seen: str | None, cited: Citation
) -> Relation:
    who = placed.record.who or ""
    gist = f"{label_of(who, popolo)}: {where.status or 'holds'} {label_of(where.ref, popolo)}."
    return Relation(
        path=placed.path, raw=placed.raw, who=who, what=where.ref, spell=told.spell, seen=seen, gist=gist,
        family="membership" if where.status else "office", status=where.status or MEMBER, citations=(cited,),
    )  # fmt: skip


def _citation(placed: Placed, source: str, says: str) -> Citation:
    links = [link.url for link in placed.record.sources or ()][:_MOST_LINKS]
    return Citation(source=source, at=", ".join([placed.path, *links]), says=says)


def _says(membership: Membership, told: Told, popolo: Popolo) -> Iterator[str]:
    area = popolo.areas.get(membership.area_id or "")
    role = membership.role or MEMBER
    yield f"{role} for {name_of(area.record)}" if area else role
    yield from _dates_from(told)


def _dates_from(told: Told) -> Iterator[str]:
    """Yield from whom the dates are, where they are not the membership's own."""
    if not told.spell.dated:
        yield "without dates: seen on the day of the file"
    elif told.lent and told.period:
        days = {1: f"the {told.lent[0]} day is that", 2: "both days are those"}[len(told.lent)]
        yield f"{days} of the legislative period {name_of(told.period)}"
