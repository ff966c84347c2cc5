import re

import pytest

from archive.model import errors
from archive.model.errors import (
    ArchiveError,
    ConflictError,
    DataError,
    DateError,
    Fault,
    FaultsError,
    UnknownKindError,
    UsageError,
    VerificationError,
)


def lines_of(*faults: Fault, events: int | None = None) -> list[str]:
    return str(FaultsError(faults, events=events)).splitlines()


def test_the_tree_that_is_drawn_is_the_tree_that_is_there() -> None:
    drawn = dict(re.findall(r"^[ │├└─]+(\w+Error) +(\d)", errors.__doc__ or "", re.MULTILINE))
    there = {
        name: str(kind.exit_code)
        for name, kind in vars(errors).items()
        if isinstance(kind, type) and issubclass(kind, ArchiveError) and kind is not ArchiveError
    }
    assert drawn == there


@pytest.mark.parametrize(
    ("kind", "code"),
    [(DataError, 1), (DateError, 1), (UsageError, 2), (ConflictError, 3), (VerificationError, 4)],
)
def test_each_has_its_exit_code(kind: type[ArchiveError], code: int) -> None:
    error = kind("this is wrong")
    assert (error.exit_code, str(error), error.message) == (code, "this is wrong", "this is wrong")


@pytest.mark.parametrize("kind", [DataError, UsageError, ConflictError, VerificationError])
def test_each_has_a_next_step_and_a_nearer_one_takes_its_place(kind: type[ArchiveError]) -> None:
    assert kind("this is wrong").hint
    assert kind("this is wrong", hint="do that").hint == "do that"


def test_a_kind_that_is_not_declared() -> None:
    error = UnknownKindError("membership.change", ["membership.changed"])
    assert str(error) == "no kind of event is called 'membership.change'; nearest: membership.changed"
    assert error.hint == "see: archive kinds"


def test_faults_of_an_event_stand_in_columns() -> None:
    assert lines_of(
        Fault("no such name", field="--subject", value="Belorus", nearest=("belarus",)),
        Fault("not a status of the sco", field="--status", value="full-member", nearest=("member",),
              expected="member, observer, dialogue-partner"),
        Fault("4 July or 7 April? Write 2024-07-04 or 2024-04-07\nVague: 2024-07", field="--date", value="04.07.2024"),
        Fault("where in the source", field="--at", value="missing", hint='e.g. --at "ex.1-4"'),
        events=1,
    ) == [
        "nothing written: 4 faults in 1 event",
        "  --subject  Belorus      no such name. Nearest: belarus",
        "  --status   full-member  not a status of the sco. Nearest: member",
        "                          expected: member, observer, dialogue-partner",
        "  --date     04.07.2024   4 July or 7 April? Write 2024-07-04 or 2024-04-07",
        "                          Vague: 2024-07",
        "  --at       missing      where in the source",
        '                          e.g. --at "ex.1-4"',
    ]  # fmt: skip


def test_faults_of_a_file_have_their_place() -> None:
    assert lines_of(
        Fault("a tab", file="events/0002.yml", line=3, column=1),
        Fault("no source is called 'tas'", file="events/0002.yml", line=12, field="source", nearest=("tass", "pas")),
    ) == [
        "nothing written: 2 faults in 1 file",
        "  events/0002.yml:3:1          a tab",
        "  events/0002.yml:12   source  no source is called 'tas'. Nearest: tass, pas",
    ]


def test_the_headline_counts_what_is_known() -> None:
    assert lines_of(Fault("wrong")) == ["nothing written: 1 fault", "  wrong"]
    assert lines_of(Fault("wrong", file="a"), Fault("wrong", file="b"))[0] == "nothing written: 2 faults in 2 files"
    assert lines_of(Fault("wrong", file="a"), events=2)[0] == "nothing written: 1 fault in 2 events"
    assert lines_of(Fault("wrong, is it?", nearest=("right",)))[1] == "  wrong, is it? Nearest: right"


def test_the_faults_are_kept() -> None:
    fault = Fault("wrong", field="status")
    error = FaultsError([fault], hint="mend it")
    assert (error.faults, error.exit_code, error.hint) == ((fault,), 1, "mend it")
