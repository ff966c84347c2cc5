"""Entities: who and what the events speak of, with their names."""

from collections.abc import Iterator
from typing import Annotated, ClassVar

import msgspec
from msgspec import Meta

from archive.kinds.base import Nature, Payload
from archive.kinds.claiming import Line, begins
from archive.kinds.fields import DateText, EntityId, EntityIds, EntityType, NewSlug, Text
from archive.model.claim import Claim
from archive.model.dates import EdtfDate


class Name(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A name: in which language, who uses it, from when until when."""

    name: Text
    language: Text | None = None
    used_by: EntityId | None = None
    since: Annotated[DateText, Meta(description="first day")] | None = None
    until: Annotated[DateText, Meta(description="last day")] | None = None


class EntityRegistered(Payload, frozen=True, kw_only=True):
    """An entity is known to the archive under an id of its own, a plain English slug."""

    kind: ClassVar[str] = "entity.registered"
    nature: ClassVar[Nature] = "record"
    example: ClassVar = {
        "subject": "belarus", "type": "country", "label": "Belarus", "identifiers": {"iso3166-1-alpha3": "BLR"},
        "names": [{"name": "Беларусь", "language": "be"}],
    }  # fmt: skip

    subject: Annotated[NewSlug, Meta(description="the id, a slug")]
    type: Annotated[EntityType, Meta(description="what it is; `country` says nothing of recognition")]
    label: Annotated[Text, Meta(description="the name that is printed")]
    parent: Annotated[EntityId, Meta(description="the body whose organ or office it is")] | None = None
    names: Annotated[tuple[Name, ...], Meta(description="other names")] = ()
    identifiers: Annotated[dict[str, Text], Meta(description="outside identifiers by scheme")] = {}
    aliases: Annotated[tuple[Text, ...], Meta(description="other spellings")] = ()


class EntityRenamed(Payload, frozen=True, kw_only=True):
    """An entity bears another name from the date on; one in another language, or used by others, stands beside it."""

    kind: ClassVar[str] = "entity.renamed"
    example: ClassVar = {
        "key": "turkiye-renamed", "date": "2022-06-01", "subject": "turkey", "name": "Türkiye",
        "gist": "The country is called Türkiye in English by its own wish.",
    }  # fmt: skip

    subject: Annotated[EntityId, Meta(description="the entity")]
    name: Annotated[Text, Meta(description="the new name")]
    language: Annotated[Text, Meta(description="of the name")] | None = None
    used_by: Annotated[EntityId, Meta(description="who uses it")] | None = None

    def claims(self, date: EdtfDate, event: str) -> Iterator[Claim]:
        """Yield that the name begins: the English one by which the entity calls itself, which is what is printed."""
        if self.language in (None, "en") and self.used_by in (None, self.subject):
            yield from begins([Line("name", self.subject)], self.name, date, event)


class EntitySucceeded(Payload, frozen=True, kw_only=True):
    """Entities are followed by others on the date: many by one, they merge; one by many, it splits."""

    kind: ClassVar[str] = "entity.succeeded"
    example: ClassVar = {
        "key": "s5-succeeded", "date": "2001-06-15", "subject": "shanghai-five", "successor": "sco",
        "gist": "The SCO takes the place of the Shanghai Five.",
    }  # fmt: skip

    subject: Annotated[EntityIds, Meta(description="who is followed; who is on both sides goes on")]
    successor: Annotated[EntityIds, Meta(description="who follows; its memberships are events of their own")]
