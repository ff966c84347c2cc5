"""The case: the part of the log that bears on one timeline, to be folded again with some of it left out."""

import sqlite3
from collections.abc import Iterable, Mapping

import msgspec
from msgspec.structs import replace

from archive.kinds.claiming import Line
from archive.kinds.ledger import Acts, Cutoffs, Entry, acts_of, claims_of_one
from archive.kinds.support import Told
from archive.model.answer import UNKNOWN, Answer
from archive.model.claim import EVERYONE, Claim
from archive.model.timeline import answer_on
from archive.questions.scope.horizon import Horizon
from archive.questions.states.cut import cutoffs_of
from archive.store.log import entries as log_entries
from archive.store.tables.involved import involved
from archive.store.tables.rectangles import Timelines

NONE: frozenset[str] = frozenset()


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """The events that speak of a timeline, and the editorial ones that act on them, in log order.

    `withdrawn` are sources left out, as a withdrawal would.
    """

    line: Line
    entries: tuple[Entry, ...]
    told: Told
    cutoffs: Cutoffs
    withdrawn: frozenset[str] = NONE

    def but_for(self, events: Iterable[str] = (), sources: Iterable[str] = ()) -> "Case":
        """Return the case without the events (by handle) and the sources."""
        out = frozenset(events)
        kept = tuple(entry for entry in self.entries if entry.handle not in out)
        return replace(self, entries=kept, withdrawn=self.withdrawn | frozenset(sources))

    def upto(self, position: int) -> "Case":
        """Return the case as the log held it at a position."""
        return replace(self, entries=tuple(entry for entry in self.entries if entry.position <= position))

    def known_by(self, day: int) -> "Case":
        """Return the case as sources told it by a day; never more than it has."""
        known = day if self.cutoffs.known is None else min(day, self.cutoffs.known)
        return replace(self, cutoffs=replace(self.cutoffs, known=known))

    def dated(self) -> "Case":
        """Return the case without what only undated sources tell."""
        return replace(self, cutoffs=replace(self.cutoffs, strict=True))

    def acts(self) -> Acts:
        """Return what the editorial events of the case do."""
        acts = acts_of(self.entries, self.told, self.cutoffs)
        acts.withdrawn |= self.withdrawn
        return acts

    def by_event(self) -> dict[str, list[Claim]]:
        """Return the claims of each event on the timeline, those on everyone included, in log order."""
        acts = self.acts()
        return {entry.handle: self.of_one(entry, acts) for entry in self.entries}

    def of_one(self, entry: Entry, acts: Acts) -> list[Claim]:
        """Return the claims of one event on the timeline, after the editorial acts."""
        return [claim for claim in claims_of_one(entry, acts, self.told, self.cutoffs) if self._has(claim)]

    def claims(self) -> list[Claim]:
        """Return the claims on the timeline."""
        return on_line(self.line, self.by_event())

    def answer(self, day: int) -> Answer:
        """Return what the timeline says on a day."""
        return answer_of(self.claims(), day)

    def _has(self, claim: Claim) -> bool:
        property_, subject, object_ = self.line
        return claim.subject in (subject, EVERYONE) and claim.object == object_ and claim.property == property_

    @property
    def world(self) -> list[Entry]:
        """The events that tell something of the world."""
        return [entry for entry in self.entries if entry.payload.nature != "editorial"]

    @property
    def editorial(self) -> list[Entry]:
        """The events that act on others."""
        return [entry for entry in self.entries if entry.payload.nature == "editorial"]


def case_of(db: sqlite3.Connection, horizon: Horizon, line: Line) -> Case:
    """Return the case of a timeline within the horizon."""
    entries = log_entries.at(db, involved(db, [line], horizon.position))
    told = log_entries.told(db, entries)
    return Case(line=line, entries=tuple(entries), told=told, cutoffs=cutoffs_of(horizon))


def on_line(line: Line, by_event: Mapping[str, Iterable[Claim]]) -> list[Claim]:
    """Return the events' claims that make the timeline, those on everyone among them."""
    return Timelines(claim for claims in by_event.values() for claim in claims).of(line)


def answer_of(claims: list[Claim], day: int) -> Answer:
    """Return what claims say on a day; without any, nothing is recorded."""
    return answer_on(claims, day) if claims else UNKNOWN
