"""What a dry run says of known dates is what asking before and after finds."""

from collections.abc import Iterable, Iterator
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from archive.kinds.claiming import Line
from archive.model.claim import EVERYONE
from archive.model.dates import DAY_MAX, DAY_MIN, day_of
from archive.model.errors import ArchiveError
from archive.model.timeline import fold
from archive.store.writing.effects_cut import CutEffect, Span
from archive.store.writing.outcome import Outcome
from archive.store.writing.tellings import Telling
from archive.store.writing.write import preview, write
from tests.oracles.cutoffs_oracle import Log, is_of
from tests.store.tables.test_projection import BASE, drafts, histories, opened, signature

Event = dict[str, object]

PUBLISHED = {"s1": day_of("2000-01-05"), "s2": day_of("2000-01-12"), "s3": None}
DAYS = range(day_of("1999-12-30"), day_of("2000-01-26"))
MEMBER: Event = {
    "kind": "membership.changed", "key": "k", "date": "2000-01-02", "subject": "aa", "object": "club",
    "status": "member",
}  # fmt: skip


def cited(source: str, support: str = "states") -> list[Event]:
    return [{"source": source, "at": "1", "says": "x", "support": support}]


def within(day: int, spans: Iterable[Span]) -> bool:
    bounds = [(DAY_MIN if one is None else day_of(one), DAY_MAX if two is None else day_of(two)) for one, two in spans]
    return any(first <= day <= last for first, last in bounds)


def differing(before: list[Event], after: list[Event], **how: Any) -> set[Line]:
    """Return the timelines of which brute force leaves something else, on one day at least."""
    then, now = (Log(events=events, published=PUBLISHED, **how) for events in (before, after))
    told = [[claim for event in log.events for claim in log.claims(event)] for log in (then, now)]
    found = set()
    for line in now.lines():
        one, other = (fold([claim for claim in claims if is_of(claim, line)]) for claims in told)
        if one != other:
            found.add(line)
    return found


def stated_from(events: list[Event], event: Event) -> int | None:
    """Return the first day by which brute force finds an event stated, looking at every day."""
    for known in range(day_of("1999-12-30"), day_of("2000-02-10")):
        log = Log(events=events, published=PUBLISHED, known=known)
        if log.told(event, str(log.corrected(event)["date"]))[0] == "states":
            return known
    return None


@given(histories())
def test_an_event_is_known_from_the_first_day_on_which_brute_force_finds_it_stated(
    history: list[list[Event]],
) -> None:
    for outcome, events, after in previewed(history):
        for one in outcome.retold:
            event = next(event for event in events if event["key"] == one.event)
            for telling, log in ((one.before, events), (one.after, after)):
                if telling.told == "states" and telling.known:
                    assert day_of(telling.known) == stated_from(log, event)


@given(histories(), st.lists(st.sampled_from(DAYS), min_size=4, max_size=4, unique=True))
def test_answers_differ_exactly_under_the_cut_offs_that_the_preview_names(
    history: list[list[Event]], days: list[int]
) -> None:
    for outcome, events, after in previewed(history):
        told = {effect.line: effect for effect in outcome.cut if effect.line.subject != EVERYONE}
        # Of a timeline that changes without any cut-off, it is told only where an earlier event is acted on.
        quiet = {effect.line for effect in outcome.effects} - told.keys()
        for day in days:
            for strict in (False, True):
                shown = {line for line, one in told.items() if within(day, one.known_strict if strict else one.known)}
                assert shown == differing(events, after, known=day, strict=strict) - quiet
        for source in PUBLISHED:
            shown = {line for line, one in told.items() if source in one.according_to}
            assert shown == differing(events, after, sources=frozenset({source})) - quiet


def previewed(history: list[list[Event]]) -> Iterator[tuple[Outcome, list[Event], list[Event]]]:
    """Yield, for each batch that writes anything, what its preview says, the events before it, and those with it."""
    db = opened()
    write(db, drafts(BASE), signature(0), distinct=True)
    events: list[Event] = [{"key": "", **event} for event in BASE]
    for number, batch in enumerate(history, 1):
        try:
            _, outcome = preview(db, drafts(batch), signature(number), distinct=True)
        except ArchiveError:
            continue  # e.g. an event corrected into nonsense
        if write(db, drafts(batch), signature(number), distinct=True).last:
            yield outcome, events, [*events, *batch]
            events = [*events, *batch]


def outcome_of(*batches: list[Event]) -> Outcome:
    """Return what the last of some batches would do."""
    db = opened()
    for number, batch in enumerate((BASE, *batches[:-1])):
        write(db, drafts(batch), signature(number), distinct=True)
    return preview(db, drafts(batches[-1]), signature(len(batches)), distinct=True)[1]


def test_a_source_that_told_earlier_changes_when_it_was_known_and_nothing_else() -> None:
    late = {**MEMBER, "citations": cited("s2")}
    earlier: Event = {"kind": "event.corroborated", "event": "k", "citations": cited("s1")}
    effects, cut, retold, _ = outcome_of([late], [earlier])
    assert effects == []
    span = Span("2000-01-05", "2000-01-11")
    assert cut == [CutEffect(Line("membership", "aa", "club"), (span,), (span,), ("s1",))]
    (one,) = retold
    assert one.event == "k"
    assert one.before == Telling("states", "2000-01-12", undated=False, sources=("s2",))
    assert one.after == Telling("states", "2000-01-05", undated=False, sources=("s1", "s2"))


def test_an_event_that_loses_its_only_stating_source_is_only_announced() -> None:
    both = {**MEMBER, "citations": [*cited("s2"), *cited("s1", "ahead")]}
    gone: Event = {"kind": "source.withdrawn", "source": "s2", "reason": "forged"}
    (one,) = outcome_of([both], [gone]).retold
    assert (one.before.told, one.after.told) == ("states", "ahead")
    assert (one.before.known, one.after.known) == ("2000-01-12", "2000-01-05")


def test_an_undated_event_becomes_dated_once_its_new_source_was_there() -> None:
    undated = {**MEMBER, "citations": cited("s3")}
    dated: Event = {"kind": "event.corroborated", "event": "k", "citations": cited("s2")}
    _, cut, retold, _ = outcome_of([undated], [dated])
    (one,) = retold
    assert (one.before.known, one.before.undated) == ("2000-01-02", True)
    # Until then nobody could know that a dated source would tell it.
    assert (one.after.known, one.after.undated) == ("2000-01-02", False)
    assert cut[0].known == cut[0].known_strict == (Span("2000-01-12", None),)


def test_an_announcement_added_to_what_has_happened_changes_what_was_known_alone() -> None:
    late = {**MEMBER, "citations": cited("s2")}
    plan: Event = {
        "kind": "membership.expected", "key": "p", "date": "2000-01-02", "subject": "aa", "object": "club",
        "status": "member", "planned": "2000-01-03", "citations": cited("s1"),
    }  # fmt: skip
    effects, cut, retold, _ = outcome_of([late], [plan])
    assert (effects, retold) == ([], [])
    assert cut[0].known == (Span("2000-01-05", "2000-01-11"),)


def test_a_cited_act_is_known_from_its_source_on() -> None:
    early = {**MEMBER, "citations": cited("s1")}
    taken_back: Event = {"kind": "event.retracted", "event": "k", "reason": "x", "citations": cited("s2")}
    effects, cut, retold, _ = outcome_of([early], [taken_back])
    assert (len(effects), retold) == (1, [])
    assert cut[0].known == (Span("2000-01-12", None),)
