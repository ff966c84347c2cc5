"""Editorial events as they act on the tables: each undone by its retraction, and refused where it can do nothing."""

import pytest

from archive.model.errors import ArchiveError
from archive.store.log.conflicts import NameTakenError
from archive.store.tables.compare import compare
from archive.store.writing.twins import twins_of
from archive.store.writing.write import write
from tests.store.tables.test_projection import BASE, CITED, drafts, opened, signature

Facts = dict[str, object]
MEMBER: Facts = {
    "kind": "membership.changed", "key": "k", "subject": "aa", "object": "club", "status": "member", **CITED,
}  # fmt: skip
SAID: Facts = {"kind": "statement.made", "key": "k", "speaker": "aa", "gist": "words", **CITED}
OPENED: Facts = {"kind": "dispute.opened", "key": "o", "dispute": "d-x", "question": "?", "events": ["k"]}


class Archive:
    """An archive in memory; each append is a batch."""

    def __init__(self) -> None:
        self.db = opened()
        self.batches = 0
        self.add(*BASE)

    def add(self, *events: Facts) -> None:
        write(self.db, drafts(list(events)), signature(self.batches), distinct=True)
        self.batches += 1
        assert compare(self.db) == []

    def act(self, kind: str, key: str = "", **facts: object) -> None:
        self.add({"kind": kind, "reason": "x", **({"key": key} if key else {}), **facts})

    def retract(self, event: str, key: str = "") -> None:
        self.act("event.retracted", key, event=event)

    def refused(self, *events: Facts) -> str:
        before = list(self.db.iterdump())
        with pytest.raises(ArchiveError) as refusal:
            self.add(*events)
        assert list(self.db.iterdump()) == before
        return str(refusal.value)

    def rows(self, sql: str) -> list[tuple[object, ...]]:
        return self.db.execute(sql).fetchall()

    def members(self) -> list[tuple[object, ...]]:
        return self.rows("SELECT subject, status, since FROM memberships ORDER BY subject")


@pytest.fixture
def archive() -> Archive:
    return Archive()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"stauts": "observer"}, "Nearest: status"),
        ({"key": "other"}, "no field of that name"),
        ({"citations": "s2"}, "no field of that name"),
        ({"standing": "rival"}, "no field of that name"),
        ({"date": "4.7.2024"}, "4.7.2024"),
        ({"date": "2000-13-01"}, "2000-13-01"),
        ({"status": "membre"}, "Nearest: member"),
        ({"subject": "zz"}, "no entity is called so"),
        ({"object": "aa"}, "a body or organisation"),
        ({"subject": ","}, "no entity is called so"),
        ({"meeting": "town"}, "expected: a meeting"),
    ],
)
def test_a_correction_that_does_not_fit_is_refused(archive: Archive, fields: Facts, said: str) -> None:
    correction: Facts = {"kind": "event.corrected", "event": "k", "set": fields, "reason": "x"}
    assert said in archive.refused(MEMBER, correction)
    archive.add(MEMBER)
    assert said in archive.refused(correction)


def test_a_correction_of_a_planned_day_must_be_a_date(archive: Archive) -> None:
    archive.add({**MEMBER, "kind": "membership.expected", "planned": "2001"})
    correction: Facts = {"kind": "event.corrected", "event": "k", "set": {"planned": "soon"}, "reason": "x"}
    assert "soon" in archive.refused(correction)


def test_two_corrections_of_one_event_both_count_and_each_may_be_undone(archive: Archive) -> None:
    archive.add({"kind": "entity.registered", "subject": "ring", "type": "body", "label": "Ring"}, MEMBER)
    archive.act("event.corrected", "c1", event="k", set={"subject": "bb"})
    archive.act("event.corrected", "c2", event="k", set={"object": "ring"})
    pair = "SELECT subject, object FROM memberships"
    assert archive.rows(pair) == [("bb", "ring")]
    archive.retract("c1", "r1")
    assert archive.rows(pair) == [("aa", "ring")]
    archive.retract("r1")
    assert archive.rows(pair) == [("bb", "ring")]
    archive.retract("k")
    assert archive.rows(pair) == []


def test_a_retraction_of_a_retraction_brings_everything_back(archive: Archive) -> None:
    archive.add(MEMBER, {**SAID, "key": "s"})
    both = "SELECT 1 FROM memberships UNION ALL SELECT 1 FROM statements"
    archive.retract("k", "r-k")
    archive.retract("s", "r-s")
    assert archive.rows(both) == []
    archive.retract("r-k")
    archive.retract("r-s")
    assert len(archive.rows(both)) == 2


def test_a_withdrawn_source_counts_again_when_its_withdrawal_is_retracted(archive: Archive) -> None:
    archive.add(MEMBER)
    archive.act("source.withdrawn", "w", source="s1")
    assert archive.members() == []
    assert archive.rows("SELECT withdrawn FROM sources WHERE id = 's1'") == [("x",)]
    archive.add({**MEMBER, "key": "again", "subject": "bb"})
    assert archive.members() == []
    archive.retract("w")
    assert archive.members() == [("aa", "member", "2000-01"), ("bb", "member", "2000-01")]
    assert archive.rows("SELECT withdrawn FROM sources WHERE id = 's1'") == [(None,)]


def test_a_corroboration_by_a_withdrawn_source_does_not_count(archive: Archive) -> None:
    archive.add(MEMBER)
    archive.add({"kind": "event.corroborated", "key": "c", "event": "k", "citations": [{"source": "s2", "says": "x"}]})
    assert archive.rows("SELECT sources FROM memberships") == [("s1, s2",)]
    archive.act("source.withdrawn", "w", source="s1")
    assert archive.rows("SELECT sources FROM memberships") == [("s2",)]
    archive.retract("c")
    assert archive.members() == []


def test_a_statement_reads_as_it_was_corrected_corroborated_and_ranked(archive: Archive) -> None:
    archive.add(SAID)
    archive.act("event.corrected", "c", event="k", set={"gist": "other words", "date": "2001", "speaker": "bb"})
    archive.add({"kind": "event.corroborated", "event": "k", "citations": [{"source": "s3", "says": "x"}]})
    archive.act("claim.ranked", "n", event="k", standing="rival")
    row = "SELECT date, year, speaker, gist, standing, sources FROM statements"
    assert archive.rows(row) == [("2001", 2001, "BB", "other words", "rival", "s1, s3")]
    archive.retract("c")
    archive.retract("n")
    assert archive.rows(row) == [("2000-01", 2000, "AA", "words", "main", "s1, s3")]


def test_a_withheld_statement_is_not_shown(archive: Archive) -> None:
    archive.add({**SAID, "standing": "withheld"}, OPENED)
    assert archive.rows("SELECT * FROM statements") == []
    assert archive.rows("SELECT says, standing FROM accounts") == [(None, "withheld")]
    archive.act("claim.ranked", event="k", standing="main")
    assert archive.rows("SELECT gist FROM statements") == [("words",)]
    assert archive.rows("SELECT says, standing FROM accounts") == [("words", "main")]


def test_a_meeting_and_a_stance_show_the_corrected_facts(archive: Archive) -> None:
    meeting = {"kind": "meeting.held", "key": "m", "meeting": "summit", "body": "club", "number": "3", **CITED}
    stance = {"kind": "stance.taken", "key": "t", "holder": "aa", "question": "issue", "stance": "support", **CITED}
    archive.add(meeting, {**stance, "told_by": "bb", "gist": "g"})
    archive.act("event.corrected", event="m", set={"number": "4", "place": "town"})
    archive.act("event.corrected", event="t", set={"gist": "other", "told_by": "club"})
    assert archive.rows("SELECT number, place FROM meetings") == [(4, "town")]
    assert archive.rows("SELECT gist, told_by FROM stances") == [("other", "club")]


def test_a_ruling_and_an_answer_are_undone_by_their_retraction(archive: Archive) -> None:
    archive.add(MEMBER, OPENED, {"kind": "question.asked", "question": "q-x", "text": "?"})
    archive.act("dispute.ruled", "r", dispute="d-x", main=["k"])
    archive.add({"kind": "question.answered", "key": "a", "question": "q-x", "answer": "!"})
    states = "SELECT d.state, q.state, ruling, answer FROM disputes d, questions q"
    assert archive.rows(states) == [("ruled", "answered", "x", "!")]
    archive.retract("r")
    archive.retract("a")
    assert archive.rows(states) == [("open", "open", None, None)]


def test_a_dispute_that_is_retracted_is_open_no_longer(archive: Archive) -> None:
    archive.add({**OPENED, "events": []})
    other = {**MEMBER, "key": "l", "status": "observer"}
    archive.add(
        {**MEMBER, "date": "[2000-01-02..2000-01-05]", "disputes": ["d-x"]},
        {**other, "date": "[2000-01-03..2000-01-06]", "disputes": ["d-x"]},
    )
    certainty = "SELECT DISTINCT certainty FROM periods WHERE valid_to = '9999-99-99' AND recorded_to > 1000000"
    assert archive.rows(certainty) == [("disputed",)]
    archive.retract("o")
    assert archive.rows(certainty) == [("possible",)]


@pytest.mark.parametrize(
    "event",
    [
        {"kind": "entity.registered", "subject": "aa", "type": "country", "label": "Other"},
        {"kind": "source.registered", "source": "s1", "publisher": "Other", "title": "T"},
        {**OPENED, "key": "p", "question": "Other?"},
        {"kind": "question.asked", "question": "q-x", "text": "Other?"},
    ],
)
def test_an_id_is_given_once(archive: Archive, event: Facts) -> None:
    archive.add(MEMBER, OPENED, {"kind": "question.asked", "key": "q", "question": "q-x", "text": "?"})
    with pytest.raises(NameTakenError):
        write(archive.db, drafts([event]), signature(9))
    archive.retract("o")  # a retracted dispute may come back: its id stays taken
    with pytest.raises(NameTakenError):
        write(archive.db, drafts([event]), signature(9))
    archive.add(*BASE)  # the same again changes nothing


def test_two_events_of_a_batch_cannot_give_one_id(archive: Archive) -> None:
    one: Facts = {"kind": "entity.registered", "subject": "cc", "type": "country", "label": "C"}
    assert "given by two different events" in archive.refused(one, {**one, "label": "D"})
    archive.add(one, one)


@pytest.mark.parametrize(
    "event",
    [
        {"kind": "event.retracted", "event": "reg", "reason": "x"},
        {"kind": "event.corrected", "event": "reg", "set": {"label": "X"}, "reason": "x"},
        {"kind": "event.corrected", "event": "o", "set": {"question": "X"}, "reason": "x"},
        {"kind": "claim.ranked", "event": "o", "standing": "rival", "reason": "x"},
    ],
)
def test_an_act_that_would_do_nothing_is_refused(archive: Archive, event: Facts) -> None:
    archive.add({"kind": "entity.registered", "key": "reg", "subject": "cc", "type": "country", "label": "C"}, MEMBER)
    archive.add(OPENED)
    assert "an event of kind" in archive.refused(event)


def test_a_retraction_comes_after_what_it_retracts(archive: Archive) -> None:
    retraction: Facts = {"kind": "event.retracted", "key": "r", "event": "k", "reason": "x"}
    assert "only written after" in archive.refused(retraction, MEMBER)
    assert "only written after" in archive.refused({**retraction, "event": "r"})
    archive.add(MEMBER, retraction)


def test_what_a_batch_registers_may_be_cited_and_found_above_it(archive: Archive) -> None:
    cited = [{"source": "s9", "at": "1", "says": "x"}]
    archive.add(
        {**MEMBER, "subject": "cc", "citations": cited},
        {"kind": "entity.registered", "subject": "cc", "type": "country", "label": "Ceylon"},
        {"kind": "source.registered", "source": "s9", "publisher": "Gazette", "title": "T"},
    )
    assert archive.rows("SELECT source FROM citations") == [("s9",)]
    assert archive.members() == [("cc", "member", "2000-01")]
    assert archive.rows("SELECT count(*) FROM events_search WHERE events_search MATCH 'ceylon AND gazette'") == [(1,)]


def test_a_new_name_is_found_with_its_first_day(archive: Archive) -> None:
    archive.add({"kind": "body.renamed", "subject": "club", "name": "Guild", **CITED})
    archive.add({"kind": "entity.renamed", "subject": "aa", "name": "Alpha", "used_by": "club", **CITED})
    names = "SELECT entity, name, used_by, since FROM names WHERE form = 'renamed' ORDER BY entity"
    assert archive.rows(names) == [("aa", "Alpha", "club", "2000-01"), ("club", "Guild", None, "2000-01")]


def test_who_uses_a_name_must_be_known(archive: Archive) -> None:
    names: list[Facts] = [{"name": "X", "used_by": "zz"}]
    said = archive.refused(
        {"kind": "entity.registered", "subject": "cc", "type": "country", "label": "C", "names": names}
    )
    assert "names[0].used_by" in said


def test_an_event_that_is_no_longer_retracted_has_twins_again(archive: Archive) -> None:
    (twin,) = drafts([{**MEMBER, "key": "l"}])
    archive.add(MEMBER)
    archive.retract("k", "r")
    assert twins_of(archive.db, twin) == []
    archive.retract("r")
    assert [found.handle for found in twins_of(archive.db, twin)] == ["k"]


def test_a_row_that_is_there_twice_is_found(archive: Archive) -> None:
    archive.db.execute("INSERT INTO names SELECT NULL, entity, name, form, language, used_by, since, until, folded, "
                       "event FROM names WHERE entity = 'aa'")  # fmt: skip
    assert {finding.table for finding in compare(archive.db)} == {"names"}
