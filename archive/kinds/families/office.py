"""Offices: assumed, left, seen held, expected. An office is an entity, the office of a body."""

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from archive.kinds.base import Payload
from archive.kinds.claiming import Line, begins, ends, expected, holds
from archive.kinds.fields import DateText, DateTexts, EntityId, OfficeId
from archive.model.claim import Claim
from archive.model.dates import EdtfDate, parse

HOLDS = "holds"

Holder = Annotated[EntityId, Meta(description="who: a person or, of a rotating chair, a country")]
Office = Annotated[OfficeId, Meta(description="the office, an entity")]


class OfficeAssumed(Payload, frozen=True, kw_only=True):
    """Somebody holds an office from the date on; an extent also ends, after its last day."""

    kind: ClassVar[str] = "office.assumed"
    example: ClassVar = {
        "key": "sg-norov", "date": "2019-01-01/2021-12-31", "subject": "vladimir-norov",
        "office": "sco-secretary-general", "gist": "Vladimir Norov is Secretary-General of the SCO.",
    }  # fmt: skip

    subject: Holder
    office: Office

    def claims(self, date: EdtfDate, event: str) -> Iterator[Claim]:
        """Yield that the holding begins."""
        yield from begins([Line("office", self.subject, self.office)], HOLDS, date, event)


class OfficeLeft(Payload, frozen=True, kw_only=True):
    """Somebody no longer holds an office: the date is the first day out."""

    kind: ClassVar[str] = "office.left"
    example: ClassVar = {
        "key": "chair-kz-2024-left", "date": "2024-07-04", "subject": "kazakhstan", "office": "sco-chair",
        "gist": "Kazakhstan hands over the chair.",
    }  # fmt: skip

    subject: Holder
    office: Office

    def claims(self, date: EdtfDate, event: str) -> Iterator[Claim]:
        """Yield that the holding ends."""
        yield from ends([Line("office", self.subject, self.office)], date, event)


class OfficeAttested(Payload, frozen=True, kw_only=True):
    """Somebody is seen in an office on certain days; nothing is said of the first and the last."""

    kind: ClassVar[str] = "office.attested"
    example: ClassVar = {
        "key": "rats-mirzaev", "date": "2022-11-01", "subject": "ruslan-mirzaev", "office": "sco-rats-director",
        "on": ["2022-11-01", "2024-05-21"], "gist": "Ruslan Mirzaev is director of the RATS executive committee.",
    }  # fmt: skip

    subject: Holder
    office: Office
    on: Annotated[DateTexts, Meta(description="the days, where not only the event's date")] | None = None

    def claims(self, date: EdtfDate, event: str) -> Iterator[Claim]:
        """Yield that the office is held, on each of the days."""
        for day in [parse(text) for text in self.on or ()] or [date]:
            yield from holds([Line("office", self.subject, self.office)], HOLDS, day, event)


class OfficeExpected(Payload, frozen=True, kw_only=True):
    """Somebody is nominated or appointed on the date for an office that begins later."""

    kind: ClassVar[str] = "office.expected"
    example: ClassVar = {
        "key": "sg-norov-appointed", "date": "2018-06-10", "subject": "vladimir-norov",
        "office": "sco-secretary-general", "planned": "2019-01-01/2021-12-31", "by": "appointed",
        "gist": "The Qingdao summit appoints Norov.",
    }  # fmt: skip

    subject: Holder
    office: Office
    planned: Annotated[DateText, Meta(description="the first day, or the term, where it is told")] | None = None
    by: Annotated[Literal["nominated", "appointed"], Meta(description="the act")] = "appointed"

    def claims(self, date: EdtfDate, event: str) -> Iterator[Claim]:
        """Yield that the holding is expected to begin, where a day is told."""
        if self.planned is None:
            return
        term = parse(self.planned)
        first_day = term._replace(form="single", last=None, end="closed")
        yield from expected([Line("office", self.subject, self.office)], HOLDS, first_day, date, event)
