"""The ledger: which events count under which cut-offs, with which standing."""

from itertools import count
from typing import Any

import pytest

from archive.kinds.base import Payload
from archive.kinds.families.editorial import (
    ClaimRanked,
    DisputeOpened,
    DisputeRuled,
    EventCorrected,
    EventCorroborated,
    EventRetracted,
    SourceWithdrawn,
)
from archive.kinds.families.membership import MembershipChanged
from archive.kinds.ledger import Cutoffs, Entry, claims_of
from archive.model.claim import Claim
from archive.model.dates import day_of, parse
from archive.model.event import Citation, Envelope

TOLD = {"early": day_of("2017-06-09"), "late": day_of("2024-06-13"), "undated": None, "before": day_of("2017-05-01")}


class Log:
    """A log in memory: events get keys and positions as they come."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.numbers = count(1)

    def add(self, payload: Payload, *citations: Citation, key: str = "", **head: object) -> str:
        number = next(self.numbers)
        handle = key or f"e{number}"
        envelope = Envelope(kind=payload.kind, key=handle, citations=citations, **head)  # type: ignore[arg-type]  # wrong, or of any kind, on purpose
        self.entries.append(Entry(number, f"id{number}", handle, envelope, payload))
        return handle

    def member(self, *citations: Citation, date: str = "2017-06-09", status: str = "member", **head: Any) -> str:
        payload = MembershipChanged(subject=("india",), object="sco", status=status)
        return self.add(payload, *(citations or (Citation(source="early"),)), date=date, **head)

    def claims(self, **cutoffs: object) -> list[Claim]:
        return claims_of(self.entries, TOLD, Cutoffs(**cutoffs))  # type: ignore[arg-type]  # wrong, or of any kind, on purpose


@pytest.fixture
def log() -> Log:
    return Log()


def test_an_event_is_known_from_its_first_dated_source(log: Log) -> None:
    log.member(Citation(source="late"), Citation(source="early"), Citation(source="undated"))
    assert log.claims(known=day_of("2017-06-08")) == []
    assert [c.manner for c in log.claims(known=day_of("2017-06-09"))] == ["begins"]


def test_an_undated_event_is_known_from_its_own_day_and_marked(log: Log) -> None:
    log.member(Citation(source="undated"))
    assert log.claims(known=day_of("2017-06-08")) == []
    assert [c.undated for c in log.claims(known=day_of("2017-06-09"))] == [True]
    assert log.claims(known=day_of("2017-06-09"), strict=True) == []
    assert [c.undated for c in log.claims()] == [True]


def test_a_source_that_is_ahead_makes_a_plan(log: Log) -> None:
    log.member(Citation(source="before", support="ahead"), Citation(source="early"))
    (plan,) = log.claims(known=day_of("2017-05-02"))
    assert (plan.manner, plan.announced) == ("expected", (day_of("2017-05-01"),) * 2)
    assert [c.manner for c in log.claims()] == ["begins"]


def test_context_proves_nothing(log: Log) -> None:
    log.member(Citation(source="early", support="context"))
    assert log.claims() == []


def test_a_retraction_counts_unless_it_is_retracted(log: Log) -> None:
    event = log.member()
    first = log.add(EventRetracted(event=event, reason="misread"))
    assert log.claims() == []
    second = log.add(EventRetracted(event=first, reason="it was right"))
    assert len(log.claims()) == 1
    log.add(EventRetracted(event=second, reason="no, wrong"))
    assert log.claims() == []


def test_a_cited_retraction_is_known_by_its_source(log: Log) -> None:
    event = log.member()
    log.add(EventRetracted(event=event, reason="denied"), Citation(source="late"))
    assert len(log.claims(known=day_of("2020-01-01"))) == 1
    assert log.claims(known=day_of("2024-06-13")) == []
    assert log.claims() == []


def test_a_correction_replaces_fields_until_it_is_retracted(log: Log) -> None:
    event = log.member()
    mend = log.add(EventCorrected(event=event, set={"date": "2017-06-08", "subject": "india, pakistan"}, reason="x"))
    assert {(c.subject, c.date) for c in log.claims()} == {("india", "2017-06-08"), ("pakistan", "2017-06-08")}
    log.add(EventRetracted(event=mend, reason="no"))
    assert {(c.subject, c.date) for c in log.claims()} == {("india", "2017-06-09")}


def test_a_corroboration_can_make_an_event_known_earlier(log: Log) -> None:
    event = log.member(Citation(source="late"))
    assert log.claims(known=day_of("2020-01-01")) == []
    log.add(EventCorroborated(event=event), Citation(source="early"))
    assert len(log.claims(known=day_of("2020-01-01"))) == 1


def test_standing_is_the_last_ranking(log: Log) -> None:
    event = log.member()
    log.add(ClaimRanked(event=event, reason="x"), standing="rival", rival_of="other")
    assert [(c.rival, c.rival_of) for c in log.claims()] == [(True, ("other",))]
    log.add(ClaimRanked(event=event, reason="x"), standing="deprecated")
    assert log.claims() == []
    log.add(ClaimRanked(event=event, reason="x"), standing="main")
    assert [c.rival for c in log.claims()] == [False]


def test_a_withdrawn_source_takes_its_events_with_it(log: Log) -> None:
    log.member(Citation(source="late"))
    log.member(Citation(source="late"), Citation(source="early"), date="2018")
    log.add(SourceWithdrawn(source="late", reason="forged"))
    assert [c.date for c in log.claims()] == ["2018"]


def test_an_open_dispute_is_on_its_claims_until_it_is_ruled(log: Log) -> None:
    event = log.member()
    log.add(DisputeOpened(dispute="d-x", question="?", events=(event,)))
    assert [c.disputes for c in log.claims()] == [frozenset({"d-x"})]
    log.add(DisputeRuled(dispute="d-x", main=(event,), reason="W1"))
    assert [c.disputes for c in log.claims()] == [frozenset()]


def test_a_ruling_makes_what_it_names_main_until_a_later_ranking(log: Log) -> None:
    event = log.member(standing="rival")
    log.add(DisputeOpened(dispute="d-x", question="?", events=(event,)))
    log.add(DisputeRuled(dispute="d-x", main=(event,), reason="W1"))
    assert [c.rival for c in log.claims()] == [False]
    log.add(ClaimRanked(event=event, reason="x"), standing="rival")
    assert [c.rival for c in log.claims()] == [True]


@pytest.fixture
def ruled(log: Log) -> Log:
    """Three accounts in a dispute, the third by its envelope; a fourth, opened with it, is a rival of the first."""
    for key, status in (("one", "member"), ("two", "observer")):
        log.member(key=key, status=status)
    log.member(key="three", disputes=("d-x",))
    log.member(key="four", standing="rival", rival_of="one")
    log.add(DisputeOpened(dispute="d-x", question="?", events=("one", "two", "four")), key="opened")
    return log


def rivals(log: Log) -> dict[str, tuple[str, ...]]:
    return {claim.event: claim.rival_of for claim in log.claims() if claim.rival}


def test_what_a_ruling_does_not_name_becomes_a_rival_of_what_it_names(ruled: Log) -> None:
    assert rivals(ruled) == {"four": ("one",)}
    ruled.add(DisputeRuled(dispute="d-x", main=("two",), rule="W4", reason="x"))
    # The fourth stood against the first, which lost with it.
    assert rivals(ruled) == {"one": ("two",), "three": ("two",), "four": ("two",)}


def test_a_rival_of_what_a_ruling_names_stays_so(ruled: Log) -> None:
    ruled.add(DisputeRuled(dispute="d-x", main=("two", "one"), rule="W4", reason="x"))
    assert rivals(ruled) == {"three": ("two", "one"), "four": ("one",)}


@pytest.mark.parametrize(("main", "rule"), [(("two",), "W9"), ((), "W4")])
def test_where_all_accounts_stand_nobody_loses(ruled: Log, main: tuple[str, ...], rule: str) -> None:
    ruled.add(DisputeRuled(dispute="d-x", main=("one",), rule="W4", reason="x"))
    ruled.add(DisputeRuled(dispute="d-x", main=main, rule=rule, reason="x"))
    assert rivals(ruled) == {"four": ("one",)}


def test_a_retracted_ruling_and_one_of_a_retracted_dispute_make_no_rivals(ruled: Log) -> None:
    ruling = ruled.add(DisputeRuled(dispute="d-x", main=("two",), rule="W4", reason="x"))
    undone = ruled.add(EventRetracted(event=ruling, reason="no"))
    assert rivals(ruled) == {"four": ("one",)}
    ruled.add(EventRetracted(event=undone, reason="yes"))
    assert rivals(ruled).keys() == {"one", "three", "four"}
    ruled.add(EventRetracted(event="opened", reason="no question"))
    assert rivals(ruled) == {"four": ("one",)}


def test_the_last_word_on_an_event_counts(ruled: Log) -> None:
    ruled.add(DisputeRuled(dispute="d-x", main=("two",), rule="W4", reason="x"))
    ruled.add(ClaimRanked(event="one", reason="x"))
    assert rivals(ruled).keys() == {"three", "four"}
    ruled.add(DisputeRuled(dispute="d-x", main=("three",), rule="W4", reason="x"))
    assert rivals(ruled) == {"one": ("three",), "two": ("three",), "four": ("three",)}
    ruled.add(DisputeOpened(dispute="d-y", question="?", events=("one", "two")))
    ruled.add(DisputeRuled(dispute="d-y", main=("one",), rule="W4", reason="x"))
    assert rivals(ruled) == {"two": ("one",), "four": ("three",)}


def test_what_is_withheld_or_overtaken_stays_so_when_it_loses(ruled: Log) -> None:
    ruled.add(ClaimRanked(event="one", reason="x"), standing="withheld")
    ruled.add(DisputeRuled(dispute="d-x", main=("two",), rule="W4", reason="x"))
    assert "one" not in {claim.event for claim in ruled.claims()}


def test_according_to_counts_rivals_alike_and_only_its_own_events(log: Log) -> None:
    log.member(Citation(source="early"))
    log.member(Citation(source="late"), date="2018", standing="rival", rival_of="e1")
    log.member(Citation(source="late"), date="2019", standing="deprecated")
    (claim,) = log.claims(according_to=frozenset({"late"}))
    assert (claim.date, claim.rival, claim.rival_of) == ("2018", False, ())


def test_a_superseded_event_makes_only_its_plans(log: Log) -> None:
    log.member(standing="superseded")
    assert log.claims() == []


def test_an_extent_ends_the_day_after_its_last(log: Log) -> None:
    log.member(date="2017-06-09/2018-06-10")
    start, end = log.claims()
    assert (start.part, end.part, end.value, end.date) == ("start", "end", "none", "2018-06-10")
    assert end.bounds == (day_of("2018-06-11"),) * 2
    assert start.bounds == parse("2017-06-09").first
