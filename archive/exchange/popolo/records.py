"""Popolo's records as its files hold them: what is read of each, strictly typed; everything else is left alone.

Birth dates, contacts, images and the like have no field here, so they never get any further.
"""

from typing import Any, NamedTuple

import msgspec


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """What most records have in common."""

    id: str | None = None


class Identifier(msgspec.Struct, frozen=True):
    """An identifier that somebody gives: the scheme names who."""

    identifier: str
    scheme: str | None = None


class OtherName(msgspec.Struct, frozen=True):
    """Another name; the dates are the first and the last on which it was used."""

    name: str
    lang: str | None = None
    start_date: str | None = None
    end_date: str | None = None


class Link(msgspec.Struct, frozen=True):
    """A document on the web."""

    url: str


class Named(Record, frozen=True, kw_only=True):
    """A person or an organization."""

    name: str | None = None
    other_names: list[OtherName] | None = None
    identifiers: list[Identifier] | None = None


class Person(Named, frozen=True, kw_only=True):
    """A person; the parts of the name serve where there is no whole one."""

    given_name: str | None = None
    family_name: str | None = None


class Organization(Named, frozen=True, kw_only=True):
    """A party, a legislature, a committee, a country."""

    classification: str | None = None
    parent_id: str | None = None
    founding_date: str | None = None
    dissolution_date: str | None = None


class Post(Record, frozen=True, kw_only=True):
    """A position that is there whoever holds it."""

    label: str | None = None
    role: str | None = None
    other_labels: list[OtherName] | None = None
    organization_id: str | None = None
    identifiers: list[Identifier] | None = None


class Event(Record, frozen=True, kw_only=True):
    """An occurrence; a legislative period is one, too."""

    name: str | None = None
    classification: str | None = None
    start_date: str | None = None
    end_date: str | None = None
    organization_id: str | None = None
    location: str | None = None
    identifiers: list[Identifier] | None = None


class Area(Record, frozen=True, kw_only=True):
    """A constituency, say."""

    name: str | None = None


class Member(msgspec.Struct, frozen=True):
    """A member that may be an organization."""

    id: str


class Membership(Record, frozen=True, kw_only=True):
    """Somebody's relation to an organization, or to a post of it, or both."""

    person_id: str | None = None
    member: Member | None = None
    organization_id: str | None = None
    post_id: str | None = None
    on_behalf_of_id: str | None = None
    area_id: str | None = None
    legislative_period_id: str | None = None
    role: str | None = None
    start_date: str | None = None
    end_date: str | None = None
    sources: list[Link] | None = None

    @property
    def who(self) -> str | None:
        """The id of the person or organization that is the member."""
        return self.person_id or (self.member.id if self.member else None)


class Placed(NamedTuple):
    """A record, its place in the file (`memberships[12]`), and how it stands there."""

    path: str
    record: Any
    raw: Any


class Popolo(NamedTuple):
    """The records of one file that are whole, by id; memberships in their order."""

    persons: dict[str, Placed]
    organizations: dict[str, Placed]
    posts: dict[str, Placed]
    events: dict[str, Placed]
    areas: dict[str, Placed]
    memberships: list[Placed]

    @property
    def members(self) -> dict[str, Placed]:
        """Everybody who may be a member."""
        return {**self.organizations, **self.persons}
