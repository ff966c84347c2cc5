"""Wikidata's references as sources: the documents that its statements rest on, as Wikidata cites them."""

from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from archive.exchange.wikidata.records import Placed, Reference, Snak, item_of, text_of
from archive.exchange.wikidata.time import moment_of
from archive.kinds.families.source import SourceRegistered
from archive.model.canonical import content_id
from archive.model.errors import DateError
from archive.model.event import Citation, Draft, Envelope

ADDRESS, STATED_IN, RETRIEVED, PUBLISHED, TITLE, PUBLISHER = "P854", "P248", "P813", "P577", "P1476", "P123"
IMPORTED_FROM = "P143"

VIA = "Wikidata"
"""Whom all these sources are known from: together they are one voice."""

_ID_DIGITS = 12


class References:
    """The sources of one file, each registered once."""

    def __init__(self, labels: Mapping[str, str]) -> None:
        self._labels = labels
        self._sources: dict[str, SourceRegistered] = {}

    def citations(self, placed: Placed) -> Iterator[Citation]:
        """Yield a citation for each document that the references of a statement name."""
        named = [source for reference in placed.record.references if (source := self._source(reference))]
        for name, source in {one.source: one for one in named}.items():
            self._sources[name] = source
            yield Citation(source=name, says="named as a reference", at=f"by way of {placed.record.id}")

    def drafts(self) -> list[Draft]:
        """Return the registrations of all sources that were cited."""
        return [Draft(Envelope(kind=SourceRegistered.kind), source) for source in self._sources.values()]

    def _source(self, reference: Reference) -> SourceRegistered | None:
        snaks = reference.snaks if isinstance(reference.snaks, dict) else {}
        address = _first_text(snaks, ADDRESS)
        stated_in = self._label(snaks, STATED_IN)
        if not address and not stated_in:
            return None  # imported from a Wikipedia, or inferred: no document
        host = (urlsplit(address).hostname or "").removeprefix("www.") if address else ""
        described = stated_in if stated_in and address else f"({host or stated_in})"
        return SourceRegistered(
            source=f"wd-ref-{_hash(reference)}",
            publisher=self._label(snaks, PUBLISHER) or stated_in or host or VIA,
            title=_first_text(snaks, TITLE) or described,
            address=address,
            published=_first_date(snaks, PUBLISHED),
            retrieved=_first_date(snaks, RETRIEVED),
            via=VIA,
            remark="as Wikidata cites it; the document itself was not seen",
        )

    def _label(self, snaks: Mapping[str, list[Snak]], property: str) -> str | None:
        item = next((item for snak in snaks.get(property, ()) if (item := item_of(snak))), None)
        return self._labels.get(item, item) if item else None


def _hash(reference: Reference) -> str:
    """Return a short name for the content of a reference: Wikibase's own hash, else ours."""
    if len(reference.hash) >= _ID_DIGITS and set(reference.hash.lower()) <= set("0123456789abcdef"):
        return reference.hash.lower()[:_ID_DIGITS]
    snaks = reference.snaks if isinstance(reference.snaks, dict) else {}
    plain = {name: [str(snak.datavalue.value) for snak in some if snak.datavalue] for name, some in snaks.items()}
    return content_id(plain)[:_ID_DIGITS]


def _first_text(snaks: Mapping[str, list[Snak]], property: str) -> str | None:
    return next((text for snak in snaks.get(property, ()) if (text := text_of(snak))), None)


def _first_date(snaks: Mapping[str, list[Snak]], property: str) -> str | None:
    """Return the first date that can be told; a reference with a wrong one is a reference all the same."""
    for snak in snaks.get(property, ()):
        try:
            return moment_of(snak).date
        except DateError:
            continue  # see above
    return None
