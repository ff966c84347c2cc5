"""Disputes: the questions that were named, each with the accounts that answer it and how it was ruled."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

import msgspec

from archive.kinds.families.editorial import DisputeOpened, DisputeRuled
from archive.kinds.ledger import Entry
from archive.kinds.support import known_day
from archive.questions.states.cut import Cut, cut
from archive.questions.states.seen import SeenEvent, plain, seen_events
from archive.questions.states.state import View
from archive.store.reading import events as reading_events
from archive.store.reading.events import Batch

Outcome = Literal["open", "main account", "explained", "overtaken"]
"""No side is taken; one account is the main one; all stand, explained; a plan gave way to what came."""


class Ruling(msgspec.Struct, frozen=True, kw_only=True):
    """A side taken: by which event, in which batch, by which rule of weighing, why, for which events."""

    event: str
    batch: Batch
    rule: str | None
    reason: str
    main: tuple[str, ...]


class Dispute(msgspec.Struct, frozen=True, kw_only=True):
    """A named question; `accounts` are the events that answer it, the main ones first."""

    name: str
    question: str
    field: str | None
    comment: str | None
    opened_by: str
    opened: Batch
    ruling: Ruling | None
    accounts: tuple[SeenEvent, ...]

    @property
    def outcome(self) -> Outcome:
        """Return what became of the question."""
        return outcome_of((account.standing for account in self.accounts), ruled=self.ruling is not None)

    @property
    def state(self) -> Literal["open", "ruled"]:
        """Return whether a side was taken."""
        return "open" if self.ruling is None else "ruled"


def outcome_of(standings: Iterable[str], *, ruled: bool) -> Outcome:
    """Return what became of a question whose accounts have these standings."""
    there = set(standings)
    if not ruled:
        return "open"
    if "rival" in there:
        return "main account"
    return "overtaken" if "superseded" in there else "explained"


def account(event: SeenEvent) -> dict[str, Any]:
    """Return an event that answers a dispute as plain data."""
    shown = (
        "position", "handle", "kind", "date", "earliest", "latest", "gist", "title", "standing", "told", "undated",
        "citations",
    )  # fmt: skip
    facts = plain(event)
    return {name: facts[name] for name in shown}


def disputes(seen: View) -> list[Dispute]:
    """Return the disputes within the horizon, the open ones first, then as they were opened.

    Both sides are told, whoever is asked: according to a source are the disputes in which it has a side.
    """
    book = _Book(seen)
    found = [book.dispute(entry, entry.payload) for entry in book.opened if isinstance(entry.payload, DisputeOpened)]
    return sorted((one for one in found if _stands(one, seen)), key=lambda one: one.ruling is not None)


class _Book:
    """What the log within the horizon says of disputes."""

    def __init__(self, seen: View) -> None:
        horizon = seen.horizon._replace(sources=None)
        within = cut(seen.db, horizon)
        live = [entry for entry in within.entries if entry.payload.nature == "editorial" and _acts(entry, within)]
        self.opened = [entry for entry in live if isinstance(entry.payload, DisputeOpened)]
        self._rulings = {
            entry.payload.dispute: (entry, entry.payload) for entry in live if isinstance(entry.payload, DisputeRuled)
        }
        self._named = _named(within)
        positions = {position for some in self._named.values() for position in some}
        self._told = {event.position: event for event in seen_events(seen.db, horizon, positions) if _counts(event)}
        ruled = (entry for entry, _ in self._rulings.values())
        self._batches = reading_events.batches(seen.db, {entry.batch for entry in (*self.opened, *ruled)})

    def dispute(self, opened: Entry, facts: DisputeOpened) -> Dispute:
        """Return the dispute that an event opened."""
        accounts = [self._told[at] for at in self._named.get(facts.dispute, ()) if at in self._told]
        return Dispute(
            name=facts.dispute, question=facts.question, field=facts.field, comment=facts.comment,
            opened_by=opened.handle, opened=self._batches[opened.batch], ruling=self._ruling(facts.dispute),
            accounts=_in_order(accounts),
        )  # fmt: skip

    def _ruling(self, dispute: str) -> Ruling | None:
        if dispute not in self._rulings:
            return None
        entry, facts = self._rulings[dispute]
        return Ruling(
            event=entry.handle, batch=self._batches[entry.batch], rule=facts.rule, reason=facts.reason, main=facts.main
        )


def _acts(entry: Entry, within: Cut) -> bool:
    """Return whether an editorial event counts: it is not retracted, and known by then where sources tell it."""
    known = within.cutoffs.known
    day = known_day(entry.envelope.citations, within.told)
    return entry.handle not in within.acts.retracted and (known is None or day is None or day <= known)


def _named(within: Cut) -> Mapping[str, Sequence[int]]:
    """Return for each dispute the positions of the events that answer it."""
    found: dict[str, list[int]] = {}
    for entry in within.entries:
        for name in {*within.acts.disputes.get(entry.handle, ()), *entry.envelope.disputes}:
            found.setdefault(name, []).append(entry.position)
    return found


def _counts(event: SeenEvent) -> bool:
    return event.retracted_by is None and event.told != "none" and event.standing != "withheld"


def _in_order(accounts: list[SeenEvent]) -> tuple[SeenEvent, ...]:
    return tuple(sorted(accounts, key=lambda one: (one.standing != "main", one.days, one.position)))


def _stands(one: Dispute, seen: View) -> bool:
    """Return whether there is a question within the horizon: two accounts, one of them told by the sources asked."""
    sources = seen.horizon.sources
    if sources is not None:
        telling = {cited.source for account in one.accounts for cited in account.citations}
        if telling.isdisjoint(sources):
            return False
    return seen.horizon.known_day is None or len(one.accounts) > 1
