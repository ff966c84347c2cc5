"""`archive append` as a person uses it: whole processes, on an archive of its own."""

import json
import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

BASE = """
recorded_at: 2026-01-01T00:00:00Z
recorded_by: tester
why: a small archive
events:
- {kind: entity.registered, subject: club, type: body, label: The Club}
- {kind: entity.registered, subject: belarus, type: country, label: Belarus, aliases: [Belorussia]}
- {kind: entity.registered, subject: india, type: country, label: India}
- {kind: entity.registered, subject: minsk, type: place, label: Minsk}
- {kind: source.registered, source: tass-20240704, publisher: TASS, title: (a report), published: 2024-07-04}
- kind: membership.changed
  key: by-observer
  date: 2015-07-10
  subject: belarus
  object: club
  status: observer
  citations:
  - {source: tass-20240704, at: ex.1, says: since 2015}
"""
EVENT = ["membership.changed", "--subject", "belarus", "--object", "club", "--status", "member", "--date", "2024-07-04",
         "--source", "tass-20240704", "--at", "ex.1-4", "--says", "tenth member", "-m", "Astana summit"]  # fmt: skip


class Archive:
    """An archive file and the program, run as a process of its own."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def run(self, *args: str, given: bytes = b"", code: int = 0) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "archive", "--db", str(self.path), *args]
        done = subprocess.run(command, input=given, capture_output=True, check=False)
        out, err = done.stdout.decode(), done.stderr.decode()
        assert done.returncode == code, f"exit code {done.returncode}\n{out}\n{err}"
        assert "Traceback" not in err
        return subprocess.CompletedProcess(command, code, out, err)

    def refused(self, *args: str, code: int, given: bytes = b"") -> str:
        """Run what must be refused; return what was said, after seeing that the file is as it was."""
        before = self.content()
        said = self.run(*args, given=given, code=code).stderr
        assert self.content() == before
        return said

    def state(self, day: str, *more: str) -> dict[str, object]:
        asked = self.run("as-of", day, "--subject", "belarus", "--format", "json", *more)
        return {a["property"]: a["value"] for a in json.loads(asked.stdout)["answers"]}

    def content(self) -> list[str]:
        with sqlite3.connect(self.path) as db:
            return list(db.iterdump())


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("append")
    batch = folder / "base.yml"
    batch.write_text(BASE, encoding="utf-8")
    archive = Archive(folder / "archive.db")
    archive.run("init", "--empty")
    archive.run("append", str(batch))
    return archive.path


@pytest.fixture
def archive(made: Path, tmp_path: Path) -> Archive:
    with sqlite3.connect(made) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return Archive(Path(shutil.copy(made, tmp_path / "archive.db")))


def test_an_appended_event_changes_the_answer_at_once(archive: Archive) -> None:
    assert archive.state("2024-07-05") == {"membership": "observer"}
    assert "wrote 1 event at position 7, batch 2" in archive.run("append", *EVENT).stdout
    assert archive.state("2024-07-05") == {"membership": "member"}


def test_appending_it_again_changes_nothing(archive: Archive) -> None:
    archive.run("append", *EVENT)
    before = archive.content()
    assert "in the log already, nothing changed: 1 (position 7)" in archive.run("append", *EVENT).stdout
    assert archive.content() == before


def test_an_answer_pinned_by_recorded_stays(archive: Archive) -> None:
    archive.run("append", *EVENT)
    assert archive.state("2024-07-05", "--recorded", "6") == {"membership": "observer"}


def test_a_dry_run_shows_the_effect_and_writes_nothing(archive: Archive) -> None:
    before = archive.content()
    shown = archive.run("append", *EVENT, "--dry-run").stdout
    assert "would write 1 event, nothing written" in shown
    assert "2015-07-10 to 2024-07-03: observer" in shown
    assert "2024-07-04: member" in shown
    told = json.loads(archive.run("append", *EVENT, "--dry-run", "--format", "json").stdout)
    assert [change["subject"] for change in told["changes"]] == ["belarus"]
    assert archive.content() == before


def test_names_and_aliases_stand_for_ids(archive: Archive) -> None:
    named = [{"belarus": "Belorussia", "club": "The Club"}.get(word, word) for word in EVENT]
    archive.run("append", *named)
    assert archive.state("2024-07-05") == {"membership": "member"}


def test_a_file_and_standard_input_in_both_forms(archive: Archive, tmp_path: Path) -> None:
    event = {"kind": "membership.changed", "key": "k1", "date": "2024-07-04", "subject": "india", "object": "club",
             "status": "member", "citations": [{"source": "tass-20240704", "at": "1", "says": "x"}]}  # fmt: skip
    archive.run("append", "-", "-m", "x", given=json.dumps(event).encode() + b"\n")
    archive.run("append", "-", "-m", "x", given=b"- kind: question.asked\n  question: q-1\n  text: Why?\n")
    lines = tmp_path / "more.jsonl"
    lines.write_text(json.dumps({"kind": "question.asked", "question": "q-2", "text": "How?"}) + "\n", encoding="utf-8")
    archive.run("append", str(lines), "-m", "x")
    assert "How?" in archive.run("questions").stdout


def test_every_fault_at_once_and_the_line_handed_back(archive: Archive) -> None:
    wrong = ["membership.changed", "--subject", "Belorus", "--object", "club", "--status", "full-member",
             "--date", "04.07.2024", "--source", "tass20240704", "--says", "x", "-m", "why"]  # fmt: skip
    said = archive.refused("append", *wrong, code=1)
    assert "5 faults in 1 event" in said
    for expected in ("Nearest: belarus", "Nearest: member", "4 July or 7 April?", "Nearest: tass-20240704", "--at"):
        assert expected in said
    assert "--status member" in said
    assert "--date 04.07.2024" in said  # never guessed


def test_an_unknown_name_is_told_beside_what_is_missing(archive: Archive) -> None:
    said = archive.refused(
        "append", "office.assumed", "--subject", "nobody", "--office", "x", "--date", "2026", "-m", "x", code=1
    )
    assert "3 faults" in said  # the citation, and both names
    assert "nobody" in said
    assert 'expected: a source that tells it: --source S --at ex.1 --says "…"' in said
    assert "add: citations" not in said


def test_an_alias_is_no_fault_beside_another(archive: Archive) -> None:
    wrong = [{"belarus": "Belorussia", "2024-07-04": "2024-13-04"}.get(word, word) for word in EVENT]
    assert "1 fault in" in archive.refused("append", *wrong, code=1)


def test_what_a_faulty_event_registers_is_not_missed_by_others(archive: Archive) -> None:
    club = "- {kind: entity.registered, subject: new-club, type: body}\n"  # it has no label
    left = "- {kind: body.established, subject: new-club, date: 2020, citations: [{source: tass-20240704, says: x}]}\n"
    assert "1 fault in" in archive.refused("append", "-", "-m", "x", given=(club + left).encode(), code=1)


def test_a_likely_twin_stops_unless_it_is_distinct(archive: Archive) -> None:
    archive.run("append", *EVENT)
    near = [word if word != "2024-07-04" else "2024-07-05" for word in EVENT]
    said = archive.refused("append", *near, code=3)
    assert "event.corroborated" in said
    archive.run("append", *near, "--distinct")


def test_if_position_lets_only_the_quicker_write(archive: Archive) -> None:
    archive.run("append", *EVENT, "--if-position", "6")
    question = ["question.asked", "--question", "q", "--text", "?", "-m", "x"]
    said = archive.refused("append", *question, "--if-position", "6", code=3)
    assert "the log is at position 7, not 6" in said


def test_a_key_with_other_content_is_refused(archive: Archive) -> None:
    archive.run("append", *EVENT, "--key", "by-member")
    other = [word if word != "2024-07-04" else "2024-08-04" for word in EVENT]
    assert "the key 'by-member' is taken" in archive.refused(
        "append", *other, "--key", "by-member", "--distinct", code=3
    )


def test_a_retraction_of_nothing(archive: Archive) -> None:
    said = archive.refused("append", "event.retracted", "--event", "by-observr", "--reason", "x", "-m", "x", code=1)
    assert "Nearest: by-observer" in said


def test_a_retracted_event_is_not_appended_again(archive: Archive) -> None:
    archive.run("append", *EVENT, "--key", "by-member")
    archive.run("append", "event.retracted", "--event", "by-member", "--reason", "misread", "-m", "x")
    assert archive.state("2024-07-05") == {"membership": "observer"}
    assert "retracted" in archive.refused("append", *EVENT, "--key", "by-member", "--distinct", code=3)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (["--date", "2024-02-30"], "29 days"),
        (["--date", "2024-07/2023"], "--date"),
        (["--object", "minsk"], "it is a place"),
        (["--source", "tass"], "no source is called so"),
    ],
)
def test_wrong_values(archive: Archive, wrong: list[str], said: str) -> None:
    event = list(EVENT)
    event[event.index(wrong[0]) + 1] = wrong[1]
    assert said in archive.refused("append", *event, code=1)


def test_an_unknown_kind_and_an_unknown_option(archive: Archive) -> None:
    assert "membership.changed" in archive.refused("append", "membership.chnged", "-m", "x", code=2)
    assert "--statu" in archive.refused("append", "membership.changed", "--statu", "x", code=2)


def test_two_errors_in_one_file_are_both_told(archive: Archive, tmp_path: Path) -> None:
    batch = tmp_path / "bad.yml"
    batch.write_text(
        BASE.replace("subject: belarus\n", "subject: belrus\n").replace("2015-07-10", "2015-13-10"), "utf-8"
    )
    said = archive.refused("append", str(batch), code=1)
    assert "belrus" in said
    assert "2015-13-10" in said


@pytest.mark.parametrize("data", [b"events: [", b'{"kind": \n', b"\xff\xfe\x00", b"", b"- kind: x\n  kind: y\n"])
def test_malformed_input(archive: Archive, data: bytes) -> None:
    assert "nothing written" in archive.refused("append", "-", "-m", "x", given=data, code=1)


def test_a_line_of_100_megabytes_is_refused_at_once(archive: Archive, tmp_path: Path) -> None:
    long = tmp_path / "long.jsonl"
    long.write_bytes(b'{"kind": "' + b"x" * 100_000_000 + b'"}\n')
    assert "line" in archive.refused("append", str(long), "-m", "x", code=1)


def test_no_such_file_to_append(archive: Archive) -> None:
    assert "there is no file" in archive.refused("append", "nowhere.yml", "-m", "x", code=2)


def test_a_batch_says_why(archive: Archive) -> None:
    assert 'add -m "why' in archive.refused("append", *EVENT[:-2], code=2)


def test_an_archive_that_is_none(tmp_path: Path) -> None:
    missing = Archive(tmp_path / "none.db")
    assert "archive init" in missing.run("as-of", "2024-01-01", code=2).stderr
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as db:
        db.execute("CREATE TABLE t (x)")
    assert "is no archive" in Archive(other).run("as-of", "2024-01-01", code=1).stderr
    text = tmp_path / "text.db"
    text.write_text("no database at all, only some words of text in a file", encoding="utf-8")
    assert "is no archive" in Archive(text).run("append", *EVENT, code=1).stderr


def test_ctrl_c_in_the_middle_writes_nothing(archive: Archive) -> None:
    before = archive.content()
    command = [sys.executable, "-m", "archive", "--db", str(archive.path), "append", "-", "-m", "x"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdin is not None
        process.stdin.write(b"- kind: question.asked\n  question: q\n")
        # More than a pipe holds: once it is written, the program is reading.
        process.stdin.write(b"# and so on\n" * 20_000)
        process.stdin.flush()
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=30)
    assert process.returncode == 130
    assert b"Traceback" not in said
    assert archive.content() == before


def test_a_source_and_a_dispute_from_options(archive: Archive) -> None:
    source = ["source.registered", "--source", "bta-1", "--publisher", "BTA", "--title", "T", "--seen", "excerpt"]
    archive.run("append", *source, "-m", "x")
    archive.run("append", *EVENT, "--key", "by-member")
    archive.run("append", "dispute.opened", "--dispute", "d-1", "--question", "Which?", "--events", "by-member",
                "--events", "by-observer", "-m", "x")  # fmt: skip
    assert "Which?" in archive.run("show", "d-1").stdout
    withdrawn = ["source.withdrawn", "--source", "bta1", "--reason", "forged", "--told-by", "tass-20240704", "-m", "x"]
    said = archive.refused("append", *withdrawn, "--at", "1", code=1)
    assert "--source  bta1" in said
    assert "--source bta-1" in said
    assert "--told-by tass-20240704" in said


def test_the_format_of_a_meeting_is_not_that_of_the_output(archive: Archive) -> None:
    archive.run("append", "entity.registered", "--subject", "m-1", "--type", "meeting", "--label", "M", "-m", "x")
    held = ["meeting.held", "--meeting", "m-1", "--body", "club", "--date", "2024-01-01", "--meeting-format", "video",
            "--gist", "They meet.", "--key", "met", "--source", "tass-20240704", "--at", "1", "-m", "x"]  # fmt: skip
    told = archive.run("append", *held, "--format", "json").stdout
    assert json.loads(told)["last"] == 8
    assert json.loads(archive.run("show", "met", "--format", "json").stdout)["shown"]["facts"]["format"] == "video"


def test_who_writes_is_a_handle(archive: Archive) -> None:
    assert "give a handle" in archive.refused("append", *EVENT, "--as", "me@example.org", code=2)


def test_a_position_that_no_log_has(archive: Archive) -> None:
    assert "--if-position" in archive.refused("append", *EVENT, "--if-position", "9" * 30, code=2)


def test_a_family_is_no_kind(archive: Archive) -> None:
    assert "membership.changed" in archive.refused("append", "membership", "--subject", "x", code=2)


def test_a_dry_run_tells_only_what_becomes_other(archive: Archive) -> None:
    archive.run("append", *EVENT, "--key", "by-member")
    shown = archive.run("append", "event.retracted", "--event", "by-member", "--reason", "x", "--dry-run").stdout
    assert "  (no date)  event.retracted  by-member" in shown.splitlines()
    lines = [line.split() for line in shown.splitlines() if line.startswith("    ")]
    assert [line[0] for line in lines if line[0] in "+-"] == ["-", "-", "+"]


def test_a_dry_run_tells_when_it_could_be_known_though_no_answer_changes(archive: Archive) -> None:
    archive.run("append", *EVENT, "--key", "by-member")
    act = ("append", "event.corroborated", "--event", "by-member", "--source", "early-2024", "--at", "1", "--says", "x")
    early = {"kind": "source.registered", "source": "early-2024", "publisher": "P", "title": "T",
             "published": "2024-07-01"}  # fmt: skip
    archive.run("append", "-", "-m", "x", given=json.dumps(early).encode())
    shown = archive.run(*act, "--dry-run").stdout
    assert "0 timelines change\n" in shown
    assert "by-member: known from 2024-07-01 instead of 2024-07-04; rests on 2 sources instead of 1" in shown
    assert "--known from 2024-07-01 to 2024-07-03, with --known-strict too\n    --according-to early-2024" in shown
    data = json.loads(archive.run(*act, "--dry-run", "--format", "json").stdout)
    assert data["changes"] == []
    assert data["retold"] == [
        {"event": "by-member",
         "before": {"told": "states", "known": "2024-07-04", "undated": False, "sources": ["tass-20240704"]},
         "after": {"told": "states", "known": "2024-07-01", "undated": False,
                   "sources": ["early-2024", "tass-20240704"]}}
    ]  # fmt: skip
    span = {"from": "2024-07-01", "to": "2024-07-03"}
    (cut,) = data["cut_offs"]
    assert (cut["known"], cut["known_strict"], cut["according_to"]) == ([span], [span], ["early-2024"])
    # And so it is.
    asked = ("2024-07-04", "--known", "2024-07-02")
    before = archive.state(*asked)
    archive.run(*act, "-m", "x")
    assert archive.state(*asked) != before


def test_a_name_with_none_near_says_which_command_lists_them(archive: Archive) -> None:
    ruled = ("append", "dispute.ruled", "--dispute", "d-nope", "--main", "qqqqqqqq", "--reason", "x", "-m", "x")
    told = archive.refused(*ruled, code=1)
    assert "d-nope" in told
    assert "archive conflicts" in told
    assert "archive log" in told


def test_the_examples_of_help_are_commands(archive: Archive) -> None:
    shown = archive.run("append", "membership.changed", "--help").stdout
    assert "Example:" in shown
    assert "--subject" in shown


def test_a_later_stance_adds_nothing_to_an_answer_pinned_by_recorded(archive: Archive) -> None:
    """A question belongs to a body from the first stance about it on, and not before that was recorded."""
    issue = {"kind": "entity.registered", "subject": "grow", "type": "question", "label": "Should the club grow?"}
    taken = {"kind": "stance.taken", "date": "2020-01-01", "holder": "india", "question": "grow", "stance": "support",
             "citations": [{"source": "tass-20240704", "at": "1", "says": "x"}]}  # fmt: skip
    archive.run("append", "-", "-m", "x", given="\n".join(map(json.dumps, (issue, taken))).encode())
    asked = ("as-of", "2021-01-01", "--body", "club", "--property", "stance", "--format", "json")
    before = archive.run(*asked, "--recorded", "8").stdout
    archive.run("append", "-", "-m", "x", given=json.dumps({**taken, "date": "2022-01-01", "body": "club"}).encode())
    assert json.loads(archive.run(*asked).stdout)["answers"]
    assert archive.run(*asked, "--recorded", "8").stdout == before
