"""Events as seen within a horizon: corrected, ranked, with the citations that count."""

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any, Literal

import msgspec

from archive.kinds.base import Nature
from archive.kinds.ledger import Acts, Entry, acts_of, as_corrected, citations_of
from archive.kinds.support import Evidence, Told, evidence_of
from archive.kinds.withholding import withheld
from archive.model.claim import Claim
from archive.model.dates import DAY_MAX, DAY_MIN, iso, parse
from archive.model.event import Citation
from archive.questions.scope.horizon import Horizon
from archive.questions.states.cut import cutoffs_of
from archive.store.log import entries as log_entries
from archive.store.reading import events as reading_events
from archive.store.tables.involved import acting
from archive.store.tables.withheld import targets

ALWAYS = Evidence("states")
"""What acts on this archive, or registers a name in it, needs no source to be told."""


class SeenEvent(msgspec.Struct, frozen=True, kw_only=True):
    """One event as it reads within the horizon; `told` is `none` where no source that counts tells it.

    One that is not shown (`shown` is false) has no date, no facts and no words.
    """

    position: int
    handle: str
    id: str
    kind: str
    nature: Nature
    date: str
    gist: str
    standing: str
    rival_of: str
    note: str
    batch: int
    facts: dict[str, Any]
    citations: tuple[Citation, ...]
    told: Literal["states", "ahead", "none"]
    undated: bool
    disputes: tuple[str, ...]
    retracted_by: str | None = None
    corrected_by: tuple[str, ...] = ()
    shown: bool = True

    @property
    def title(self) -> str:
        """Return what it tells in a line: its gist, or what it registers, asks or does."""
        if not self.shown:
            return "withheld"
        words = ("label", "title", "text", "question", "reason", "answer", "event")
        return self.gist or next((str(self.facts[word]) for word in words if self.facts.get(word)), self.kind)

    @property
    def name(self) -> str:
        """Return its key; of an event without one the beginning of its id, by which it is found too."""
        return self.handle if self.handle != self.id else self.id[:12]

    @property
    def live(self) -> bool:
        """True where the event counts: told, not retracted, not known to be wrong."""
        return self.told != "none" and self.retracted_by is None and self.standing not in ("deprecated", "withheld")

    @property
    def days(self) -> tuple[int, int]:
        """Return the first and the last day that the event may touch; without a date, none at all."""
        if not self.date:
            return DAY_MAX, DAY_MIN
        date = parse(self.date)
        return date.earliest, date.latest

    @property
    def sources(self) -> list[str]:
        """Return who tells it, as `source at`, each source once; those that only announce where nobody states."""
        stating = [one for one in self.citations if one.support == "states"]
        shown = stating or [one for one in self.citations if one.support == "ahead"]
        found: dict[str, str] = {}
        for one in shown:
            found.setdefault(one.source, f"{one.source} {one.at}".strip())
        return list(found.values())


def seen_events(db: sqlite3.Connection, horizon: Horizon, positions: Iterable[int]) -> list[SeenEvent]:
    """Return the events at the positions as they are seen within the horizon, in log order."""
    asked = {position for position in positions if position <= horizon.position}
    # Whether a correction is shown hangs on what it corrects.
    entries = log_entries.at(db, acting(db, asked | targets(db, asked), horizon.position))
    told = log_entries.told(db, entries)
    acts = acts_of(entries, told, cutoffs_of(horizon))
    # Who withholds does so at every known date: it is no knowledge of the world.
    hidden = withheld(entries, acts if horizon.known_day is None else acts_of(entries, told))
    seen = [_seen(db, entry, acts, told, horizon) for entry in entries if entry.position in asked]
    return [_unshown(event) if event.handle in hidden else event for event in seen]


def claims(db: sqlite3.Connection, horizon: Horizon, position: int) -> list[dict[str, Any]]:
    """Return what the event at a position says about timelines, as corrected within the horizon."""
    entries = log_entries.at(db, acting(db, {position}, horizon.position))
    acts = acts_of(entries, log_entries.told(db, entries), cutoffs_of(horizon))
    entry = next(entry for entry in entries if entry.position == position)
    envelope, payload = as_corrected(entry, acts)
    if not envelope.date:
        return []
    return [_claim(claim) for claim in payload.claims(parse(envelope.date), entry.handle)]


def plain(event: SeenEvent) -> dict[str, Any]:
    """Return an event as plain data."""
    first, last = event.days
    return {
        "position": event.position,
        "handle": event.handle,
        "kind": event.kind,
        "date": event.date or None,
        "earliest": iso(first),
        "latest": iso(last),
        "gist": event.gist or None,
        "title": event.title,
        "standing": event.standing,
        "rival_of": event.rival_of or None,
        "told": event.told,
        "undated": event.undated,
        "retracted_by": event.retracted_by,
        "corrected_by": list(event.corrected_by),
        "disputes": list(event.disputes),
        "facts": event.facts,
        "citations": [msgspec.to_builtins(citation) for citation in event.citations],
        "note": event.note or None,
        "batch": event.batch,
        "id": event.id,
    }


def ordered(events: Iterable[SeenEvent]) -> list[SeenEvent]:
    """Return events in the order of the world: by first, then last possible day, then position.

    Of an event whose first possible day nobody knows, the last one counts.
    """

    def rank(event: SeenEvent) -> tuple[int, int, int]:
        first, last = event.days
        return (last if first <= DAY_MIN else first), last, event.position

    return sorted(events, key=rank)


def _seen(db: sqlite3.Connection, entry: Entry, acts: Acts, told: Told, horizon: Horizon) -> SeenEvent:
    envelope, payload = as_corrected(entry, acts)
    standing, against = acts.standing_of(entry) if payload.nature != "editorial" else (envelope.standing, ())
    citations = citations_of(entry, acts, horizon.sources)
    evidence = _evidence(entry, envelope.date, citations, told, horizon)
    return SeenEvent(
        position=entry.position, handle=entry.handle, id=entry.id, kind=payload.kind, nature=payload.nature,
        date=envelope.date, gist=envelope.gist, standing=standing, rival_of=_against(db, entry, against),
        note=envelope.note, batch=entry.batch, facts=msgspec.to_builtins(payload),
        citations=tuple(_known(citations, told, horizon)), told=evidence.weight,
        undated=evidence.undated,
        disputes=tuple(sorted(acts.disputes.get(entry.handle, set()) | set(envelope.disputes))),
        retracted_by=acts.retracted.get(entry.handle),
        corrected_by=tuple(correction.handle for correction in acts.corrected.get(entry.handle, ())),
    )  # fmt: skip


def _unshown(event: SeenEvent) -> SeenEvent:
    """Return a withheld event as all may see it: that it is there, where, of which kind, and what acts on it."""
    return msgspec.structs.replace(
        event, date="", gist="", rival_of="", note="", facts={}, citations=(), told="none", undated=False, shown=False
    )


def _against(db: sqlite3.Connection, entry: Entry, against: Sequence[str]) -> str:
    """Return the first of the events that tells of a timeline of this one; else the first; empty without any."""
    if len(against) < 2:
        return next(iter(against), "")
    return reading_events.beside(db, entry.position, against) or against[0]


def _claim(claim: Claim) -> dict[str, Any]:
    return {
        "property": claim.property, "subject": claim.subject, "object": claim.object or None, "value": claim.value,
        "manner": claim.manner, "date": claim.date, "earliest": iso(claim.bounds.earliest),
        "latest": iso(claim.bounds.latest),
    }  # fmt: skip


def _evidence(entry: Entry, date: str, citations: Sequence[Citation], told: Told, horizon: Horizon) -> Evidence:
    if entry.payload.nature != "world" or not date:
        return ALWAYS
    return evidence_of(citations, parse(date), told, horizon.known_day, strict=horizon.strict)


def _known(citations: Iterable[Citation], told: Told, horizon: Horizon) -> Iterable[Citation]:
    """Yield the citations of sources published by the known date, the earliest first."""
    last = DAY_MAX if horizon.known_day is None else horizon.known_day
    undated_from = DAY_MAX + 1 if horizon.strict else last
    days = [(told.get(one.source), one) for one in citations]
    kept = [(undated_from if day is None else day, one) for day, one in days]
    return [one for day, one in sorted(kept, key=lambda pair: pair[0]) if day <= last]
