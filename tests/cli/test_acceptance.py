"""What the shipped archive must answer."""

from contextlib import closing

import pytest

from archive.model.dates import day_of
from archive.questions.scope.horizon import horizon
from archive.questions.states.cut_view import CutView
from archive.questions.states.state import StoredView
from archive.questions.states.state import answers as listed
from archive.store.file.connect import open_reading
from tests.cli.conftest import run_on

MEMBERS_2024 = {
    "china", "india", "iran", "kazakhstan", "kyrgyzstan", "pakistan", "russia", "tajikistan", "uzbekistan",
}  # fmt: skip
PARTNERS_2024 = {
    "armenia", "azerbaijan", "bahrain", "cambodia", "egypt", "kuwait", "maldives", "myanmar", "nepal", "qatar",
    "saudi-arabia", "sri-lanka", "turkey", "united-arab-emirates",
}  # fmt: skip
GROUP = "sco-afghanistan-contact-group"


def answers(done):
    assert done.code == 0, done.err
    return done.json["answers"]


def by_status(found, body="sco"):
    groups: dict[str, set[str]] = {}
    for one in found:
        if one["property"] == "membership" and one["object"] == body and one["value"] not in (None, "none"):
            groups.setdefault(one["value"], set()).add(one["subject"])
    return groups


def test_june_2024(shipped):
    found = answers(shipped("as-of", "2024-06-13", "--body", "sco", "--format", "json"))
    assert by_status(found) == {
        "member": MEMBERS_2024, "observer": {"afghanistan", "belarus", "mongolia"}, "dialogue-partner": PARTNERS_2024,
    }  # fmt: skip
    beside = {(one["property"], one["subject"]): one["value"] for one in found}
    assert beside["accession", "belarus"] == "ratified"
    assert beside["participation", "afghanistan"] == "inactive"


def test_june_2024_as_a_page(shipped):
    page = shipped("as-of", "2024-06-13", "--body", "sco").out
    assert "MEMBERS 9   OBSERVERS 3   DIALOGUE PARTNERS 14" in page
    lines = page.splitlines()
    (belarus,) = [line for line in lines if "to become member" in line and "Belarus" in line]
    assert all(step in belarus for step in ("applied", "decided 2022-09-16", "memorandum 2023-07-04", "ratified"))
    assert any("Afghanistan" in line and "inactive since 2021-09" in line for line in lines)


def test_the_dushanbe_meeting_as_held(shipped):
    found = answers(shipped("as-of", "2021-07-14", "--format", "json"))
    (held,) = [one for one in found if one["property"] == "meeting" and one["object"] == GROUP and one["value"]]
    assert (held["value"], held["certainty"]) == ("held", "certain")
    assert f"held: {held['subject_label']}" in shipped("as-of", "2021-07-14").out


def test_the_dushanbe_meeting_as_announced_only(shipped):
    done = shipped("as-of", "2021-07-14", "--known", "2021-07-10", "--format", "json")
    found = answers(done)
    (ahead,) = [one for one in found if one["property"] == "meeting" and one["object"] == GROUP]
    assert (ahead["value"], ahead["certainty"], ahead["candidates"]) == (None, "scheduled", ["held"])
    assert len(by_status(found)["member"]) == 8
    page = shipped("as-of", "2021-07-14", "--known", "2021-07-10").out
    assert "MEMBERS 8" in page
    assert f"» 2021-07-14 {ahead['subject_label']}" in page
    assert "held" not in page


def test_the_contact_group_in_2012(shipped):
    (found,) = [
        one for one in answers(shipped("as-of", "2012-01-01", "--body", GROUP, "--format", "json"))
        if one["property"] == "body"
    ]  # fmt: skip
    assert (found["value"], found["since"]) == ("suspended", "2009")
    assert "dissolved" in [mark["value"] for mark in found["contested"]]


def test_the_contact_group_in_2012_in_each_sources_word(shipped):
    page = shipped("as-of", "2012-01-01", "--body", GROUP).out
    assert "SUSPENDED" in page
    own = {line.split()[1]: line for line in page.splitlines() if line.lstrip("! ")[:4].isdigit() and "ex." in line}
    assert any("izru-20170609" in line and "suspended in 2009" in line for line in page.splitlines())
    assert any(line.startswith(" !") and "seed-002" in line and "disbanded" in line for line in page.splitlines())
    assert own


def test_the_contact_group_according_to_seed_002(shipped):
    words = ("as-of", "2012-01-01", "--body", GROUP, "--according-to", "seed-002")
    (found,) = [one for one in answers(shipped(*words, "--format", "json")) if one["property"] == "body"]
    assert (found["value"], found["contested"]) == ("dissolved", [])
    assert "DISSOLVED" in shipped(*words).out


def test_belarus_in_june_2010(shipped):
    found = answers(shipped("as-of", "2010-06-01", "--subject", "belarus", "--body", "sco", "--format", "json"))
    (status,) = [one for one in found if one["property"] == "membership"]
    assert (status["certainty"], status["value"]) == ("possible", None)
    assert status["candidates"] == [None, "dialogue-partner"]


def test_india_in_august_2016(shipped):
    found = answers(shipped("as-of", "2016-08-01", "--subject", "IND", "--format", "json"))
    (status,) = [one for one in found if one["property"] == "membership"]
    assert status["value"] == "observer"
    assert [mark["value"] for mark in status["contested"]] == ["member"]


def test_the_log_says_what_the_checkpoint_says(shipped, shipped_file, tmp_path):
    assert shipped("verify").code == 0
    done = shipped("checkpoint", "--format", "json")
    kept = tmp_path / "checkpoint.json"
    kept.write_text(done.out)
    assert shipped("verify", "--checkpoint", str(kept)).code == 0
    kept.write_text(done.out.replace(done.json["root"], "0" * 64))
    assert shipped("verify", "--checkpoint", str(kept)).code == 4


def test_a_rebuild_changes_nothing(shipped_file, tmp_path):
    # Another file: no test may find the archive of the others in the middle of a rebuild.
    file = tmp_path / "again.db"
    assert run_on(file, "init").code == 0
    before = run_on(file, "as-of", "2024-06-13", "--format", "json").out
    assert run_on(file, "rebuild").code == 0
    assert run_on(file, "as-of", "2024-06-13", "--format", "json").out == before
    assert run_on(file, "verify").code == 0
    assert run_on(file, "checkpoint").out == run_on(shipped_file, "checkpoint").out


@pytest.mark.parametrize("day", ["1996-04-26", "2001-06-15", "2009-07-01", "2017-06-09", "2021-07-14", "2025-09-01"])
def test_stored_and_folded_afresh_agree(shipped_file, day):
    with closing(open_reading(shipped_file)) as db:
        whole = horizon(db)
        assert listed(StoredView(db, whole), day_of(day)) == listed(CutView(db, whole), day_of(day))
