"""What counts under the cut-offs, by brute force: from the events as a person writes them, rule by rule.

Slow and plain on purpose, and of another make than the ledger: each question (is it retracted? by whom is it told?)
is asked afresh of the whole log. Only the words of each kind, its claims, are the archive's own.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from archive.exchange.batches.typed import draft
from archive.exchange.trees.nodes import of_python
from archive.kinds.base import Payload
from archive.kinds.claiming import Line
from archive.model.answer import UNKNOWN, Answer
from archive.model.claim import EVERYONE, Claim
from archive.model.dates import Bounds, parse
from archive.model.timeline import answer_on
from tests.oracles.fold_oracle import oracle_answer

Written = Mapping[str, Any]
"""An event as it is written, with its key."""

EDITORIAL = (
    "event.retracted", "event.corrected", "event.corroborated", "claim.ranked", "dispute.opened", "dispute.ruled",
    "source.withdrawn", "question.asked", "question.answered",
)  # fmt: skip
RECORDS = ("entity.registered", "source.registered")
MOST_WORLDS = 2_000
"""More choices of days than these are left to the fold, which is tested by itself against all of them."""


@dataclass(frozen=True, kw_only=True)
class Log:
    """The events of a log in their order, seen within cut-offs; `published` tells the day of each source, or None."""

    events: Sequence[Written]
    published: Mapping[str, int | None]
    known: int | None = None
    strict: bool = False
    sources: frozenset[str] | None = None

    def answers(self, day: int) -> dict[Line, Answer]:
        """Return what every timeline says on the day, of which any event speaks by name, whether or not it counts."""
        claims = [claim for event in self.events for claim in self.claims(event)]
        return {line: _answer([one for one in claims if is_of(one, line)], day) for line in sorted(self.lines())}

    def lines(self) -> set[Line]:
        """Return the timelines of which any event speaks by name, as written or as ever corrected."""
        found: set[Line] = set()
        for number, event in enumerate(self.events, 1):
            target = event["event"] if event["kind"] == "event.corrected" else event["key"]
            now = dict(next((one for one in self.events if one["key"] == target), event))
            for act in self.events[:number]:
                now.update(act["set"] if act["kind"] == "event.corrected" and act["event"] == target else {})
            if now["kind"] not in (*EDITORIAL, *RECORDS) and now.get("date"):
                every = _claims(now, "")
                found |= {Line(one.property, one.subject, one.object) for one in every if one.subject != EVERYONE}
        return found

    def claims(self, event: Written) -> Iterator[Claim]:
        """Yield what an event tells, if it counts."""
        if event["kind"] in (*EDITORIAL, *RECORDS) or self.retracted(event):
            return
        standing, rival_of = self.standing(event)
        now = self.corrected(event)
        if standing in ("deprecated", "withheld") or not now.get("date"):
            return
        told, undated, announced = self.told(event, now["date"])
        alike = self.sources is not None
        for claim in _claims(now, event["key"]):
            one = claim
            if told == "ahead":
                if claim.part == "end" or claim.manner in (
                    "lacks",
                    "covers",
                ):  # announced, a list is complete of nothing
                    continue
                one = claim._replace(manner="expected", part="whole", announced=announced)
            if not told or (standing == "superseded" and one.manner != "expected" and not alike):
                continue
            yield one._replace(
                rival=standing == "rival" and not alike, rival_of=() if alike else rival_of,
                disputes=self.open_disputes(event), undated=undated,
            )  # fmt: skip

    def told(self, event: Written, date: str) -> tuple[str, bool, Bounds | None]:
        """Return how it is told (states, ahead or not at all), whether undated, and when it was announced."""
        every = [*event.get("citations", ())]
        for act in self.acts("event.corroborated"):
            every += act.get("citations", ()) if act["event"] == event["key"] else ()
        withdrawn = {act["source"] for act in self.acts("source.withdrawn")}
        some = [one for one in every if one["source"] not in withdrawn]
        some = [one for one in some if self.sources is None or one["source"] in self.sources]
        by_then = 10**9 if self.known is None else self.known
        stating = [self.published[one["source"]] for one in some if one.get("support", "states") == "states"]
        if stating:
            days = [day for day in stating if day is not None]
            if days and min(days) <= by_then:
                return "states", False, None
            if not days and not self.strict and parse(date).earliest <= by_then:
                return "states", True, None
        ahead = [self.published[one["source"]] for one in some if one.get("support") == "ahead"]
        days = [day for day in ahead if day is not None and day <= by_then]
        if days:
            return "ahead", False, Bounds(min(days), min(days))
        if ahead and self.known is None and not self.strict:
            return "ahead", True, parse(date).first
        return "", False, None

    def acts(self, *kinds: str) -> list[Written]:
        """Return the editorial events of the kinds that are known and not retracted, in log order."""
        return [one for one in self.events if one["kind"] in kinds and self.is_known(one) and not self.retracted(one)]

    def is_known(self, act: Written) -> bool:
        """Return whether an editorial event applies: one without a dated source mends this archive at every date."""
        days = [self.published[one["source"]] for one in act.get("citations", ()) if one.get("support") != "ahead"]
        dated = [day for day in days if day is not None]
        return self.known is None or not dated or min(dated) <= self.known

    def retracted(self, event: Written) -> bool:
        """Return whether a retraction of it counts, which none does that is itself retracted."""
        return any(
            one["kind"] == "event.retracted" and one["event"] == event["key"] and self.is_known(one)
            and not self.retracted(one) for one in self.events
        )  # fmt: skip

    def corrected(self, event: Written) -> dict[str, Any]:
        """Return the event with the fields that its corrections set, the last one last."""
        now = dict(event)
        for act in self.acts("event.corrected"):
            now.update(act["set"] if act["event"] == event["key"] else {})
        return now

    def standing(self, event: Written) -> tuple[str, tuple[str, ...]]:
        """Return the standing after all rankings and rulings, and whom it tells otherwise, where that is named."""
        said = now = _ranked(event)
        last = {act["dispute"]: act["key"] for act in self.acts("dispute.ruled")}
        for act in self.acts("claim.ranked", "dispute.ruled"):
            main = tuple(act.get("main", ()))
            if act["kind"] == "claim.ranked" and act["event"] == event["key"]:
                said = now = _ranked(act)
            elif event["key"] in main:
                said = now = "main", ()
            elif main and act.get("rule") != "W9" and last[act["dispute"]] == act["key"]:
                opened = [one for one in self.acts("dispute.opened") if one["dispute"] == act["dispute"]]
                lost = {key for one in opened for key in one["events"]}.difference(main)
                beaten = said[0] == "main" or (said[0] == "rival" and lost.intersection(said[1]))
                if act["dispute"] in self.disputes(event) and beaten:
                    now = "rival", main
        return now

    def disputes(self, event: Written) -> set[str]:
        """Return the disputes that are opened, ruled or not, and in which the event stands."""
        opened = self.acts("dispute.opened")
        named = {act["dispute"] for act in opened if event["key"] in act["events"]}
        return named | {act["dispute"] for act in opened if act["dispute"] in event.get("disputes", ())}

    def open_disputes(self, event: Written) -> frozenset[str]:
        """Return those of them that are not ruled."""
        return frozenset(self.disputes(event) - {act["dispute"] for act in self.acts("dispute.ruled")})


def _ranked(act: Written) -> tuple[str, tuple[str, ...]]:
    return act.get("standing", "main"), (act["rival_of"],) if act.get("rival_of") else ()


def _claims(event: Written, key: str) -> Iterator[Claim]:
    payload = draft(of_python(dict(event))).payload
    assert isinstance(payload, Payload)
    yield from payload.claims(parse(event["date"]), key)


def is_of(claim: Claim, line: Line) -> bool:
    """Return whether a claim is of a timeline, or of everyone in its body but for some."""
    if (claim.property, claim.object) != (line.property, line.object):
        return False
    return claim.subject == line.subject or (claim.subject == EVERYONE and line.subject not in claim.excepted)


def _answer(claims: list[Claim], day: int) -> Answer:
    if not claims:
        return UNKNOWN
    worlds = 1
    for claim in claims:
        worlds *= max(1, min(claim.bounds.latest - claim.bounds.earliest + 1, MOST_WORLDS))
    return oracle_answer(claims, day) if worlds <= MOST_WORLDS else answer_on(claims, day)
