"""Sides: the archive within each of two horizons, read once, with the events behind what each says."""

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

from archive.kinds.claiming import Line
from archive.kinds.families.editorial import DisputeOpened, DisputeRuled, EventCorroborated, SourceWithdrawn
from archive.kinds.ledger import Entry, acts_of, as_corrected, citations_of, claims_of_one
from archive.kinds.support import Told, evidence_of
from archive.model.claim import Claim
from archive.model.dates import DAY_MAX, parse
from archive.model.event import Citation
from archive.questions.scope.filters import Filters
from archive.questions.scope.horizon import Horizon
from archive.questions.states.cut import cutoffs_of
from archive.questions.states.cut_view import CutView
from archive.questions.states.state import lines
from archive.store.log import entries as log_entries
from archive.store.tables.involved import involved
from archive.store.tables.rectangles import Timelines


class Side(CutView):
    """The archive as seen within a horizon, with entries by handle and what acts on them.

    The entries are all that is involved in the timelines asked for; of others it reads them as any view does.
    """

    def __init__(
        self, db: sqlite3.Connection, horizon: Horizon, asked: Collection[Line], entries: Sequence[Entry], told: Told
    ) -> None:
        super().__init__(db, horizon)
        self.entries = {entry.handle: entry for entry in entries if entry.position <= horizon.position}
        self._told = told
        cutoffs = cutoffs_of(horizon)
        there = list(self.entries.values())
        self.acts = acts_of(there, told, cutoffs)
        found = Timelines(claim for entry in there for claim in claims_of_one(entry, self.acts, told, cutoffs))
        self._claims = {line: found.of(line) for line in asked}
        self.spoken = {line for line in asked if self._claims[line]}
        self.deeds: dict[tuple[str, str], set[str]] = defaultdict(set)
        for entry in there:
            if entry.payload.nature == "editorial":
                self._note(entry)

    def claims(self, line: Line) -> list[Claim]:
        """Return what counts on a timeline."""
        return self._claims.get(line, [])

    def knows(self, handle: str) -> bool:
        """Return whether the event is there and told, whatever its standing."""
        entry = self.entries.get(handle)
        if entry is None:
            return False
        envelope, _ = as_corrected(entry, self.acts)
        if not envelope.date:
            return True
        cited = citations_of(entry, self.acts, self.horizon.sources)
        known, strict = self.horizon.known_day, self.horizon.strict
        return evidence_of(cited, parse(envelope.date), self._told, known, strict=strict).weight != "none"

    def latest(self, handle: str) -> int:
        """Return the last day on which the event, as corrected, may have happened."""
        entry = self.entries.get(handle)
        date = as_corrected(entry, self.acts)[0].date if entry is not None else ""
        return parse(date).latest if date else DAY_MAX

    def cited(self, handle: str) -> list[Citation]:
        """Return all citations of an event, its own and those that corroborate it."""
        entry = self.entries.get(handle)
        return [] if entry is None else [*entry.envelope.citations, *self.acts.corroborated.get(handle, ())]

    def open_disputes(self, handle: str) -> frozenset[str]:
        """Return the disputes, not ruled, that the event stands in."""
        entry = self.entries.get(handle)
        return self.acts.open_disputes(entry) if entry is not None else frozenset()

    def _note(self, entry: Entry) -> None:
        match entry.payload:
            case EventCorroborated(event=name):
                self.deeds["corroborated", name].add(entry.handle)
            case SourceWithdrawn(source=name):
                self.deeds["withdrawn", name].add(entry.handle)
            case DisputeOpened(dispute=name):
                self.deeds["opened", name].add(entry.handle)
            case DisputeRuled(dispute=name):
                self.deeds["ruled", name].add(entry.handle)
            case _:
                pass


def sides(db: sqlite3.Connection, first: Horizon, second: Horizon, wanted: Filters) -> tuple[Side, Side]:
    """Return the archive as seen within both horizons, of the timelines asked for: the log is decoded once."""
    position = max(first.position, second.position)
    asked = list(dict.fromkeys((*lines(db, position, wanted), *filter(wanted.takes, wanted.named))))
    entries = log_entries.at(db, involved(db, asked, position))
    told = log_entries.told(db, entries)
    return Side(db, first, asked, entries, told), Side(db, second, asked, entries, told)


def moved(line: Line, first: Side, second: Side, *, rival: bool = False) -> set[str]:
    """Return the events whose word on a timeline is not the same on both sides; of rivals only, where asked."""
    unlike = _unlike(first.claims(line), second.claims(line))
    return {claim.event for claim in unlike if claim.rival or not rival}


def _unlike(some: Sequence[Claim], others: Sequence[Claim]) -> Iterator[Claim]:
    if some != others:
        yield from set(some) ^ set(others)
