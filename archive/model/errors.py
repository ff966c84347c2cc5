"""One tree of errors: what went wrong, the exit code of the program, and the next step.

    ArchiveError                     exit  next step
    ├── DataError                       1  mend what was given
    │   ├── DateError                   1  its message shows how dates are written
    │   ├── UnknownKindError            1  archive kinds
    │   └── FaultsError                 1  mend every fault of a file or of an event, all told at once
    ├── UsageError                      2  archive --help: the question was put wrongly
    ├── ConflictError                   3  archive log: the log says otherwise
    └── VerificationError               4  a backup: the log, or a proof, does not hold

What goes wrong with a file or a log is told by subclasses beside the code that finds it.
"""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple


class ArchiveError(Exception):
    """What went wrong, for a person; `hint` is the next step (None where the message has it)."""

    exit_code: ClassVar[int] = 1
    next_step: ClassVar[str | None] = None

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = self.next_step if hint is None else hint


class DataError(ArchiveError):
    """What was given is wrong."""

    next_step: ClassVar[str | None] = "mend it, then do the same again"


class UsageError(ArchiveError):
    """The question was put wrongly."""

    exit_code = 2
    next_step = "see: archive --help"


class ConflictError(ArchiveError):
    """The log says otherwise."""

    exit_code = 3
    next_step = "see what the log says: archive log"


class VerificationError(ArchiveError):
    """The log, or a proof, does not hold."""

    exit_code = 4
    next_step = "write nothing more to it; take the last backup that verifies"


class DateError(DataError):
    """A date that cannot be read; `nearest` are dates that can, and may be what was meant."""

    next_step = None  # the message shows the accepted forms

    def __init__(self, message: str, *, nearest: Sequence[str] = (), hint: str | None = None) -> None:
        super().__init__(message, hint=hint)
        self.nearest = tuple(nearest)


class UnknownKindError(DataError):
    """An event names a kind that is not declared."""

    def __init__(self, name: str, near: Sequence[str] = ()) -> None:
        close = f"; nearest: {', '.join(near)}" if near else ""
        super().__init__(f"no kind of event is called {name!r}{close}", hint="see: archive kinds")
        self.name = name


class Fault(NamedTuple):
    """One thing that is wrong, and where: the file, its line and column (from 1), the field.

    `value` is what was written there, `expected` what should be, `nearest` known words like it.
    """

    message: str
    file: str | None = None
    line: int | None = None
    column: int | None = None
    field: str | None = None
    expected: str | None = None
    nearest: tuple[str, ...] = ()
    hint: str | None = None
    value: str | None = None


MOST_FAULTS = 100
"""Faults that are told at once; who has more has one cause to find, not hundreds."""


class FaultsError(DataError):
    """Every fault of a file or of an event, at once. Nothing was written.

    As text: a headline, and below it the faults in aligned columns (place, field, value, what is
    wrong). `events` is the number of events that were to be written, where it is known;
    `read` what could be read all the same (drafts, and parts of events), for whoever looks for more faults.
    """

    def __init__(
        self, faults: Sequence[Fault], *, events: int | None = None, hint: str | None = None,
        read: Sequence[object] = (),
    ) -> None:  # fmt: skip
        self.faults = tuple(faults)
        self.events = events
        self.read = tuple(read)
        super().__init__("\n".join([self.headline(), *_table(self.faults)]), hint=hint)

    def headline(self) -> str:
        """Return how many faults there are, in one line."""
        files = len({fault.file for fault in self.faults if fault.file})
        within = f" in {_counted(self.events, 'event')}" if self.events else f" in {_counted(files, 'file')}"
        return f"nothing written: {_counted(len(self.faults), 'fault')}{within if self.events or files else ''}"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def fault_rows(faults: Sequence[Fault]) -> list[tuple[str, ...]]:
    """Return what a table of faults shows: place, field, value and a text, one row for each line of a fault's text.

    Columns that no fault fills are left out.
    """
    heads = [(_place(fault), fault.field or "", fault.value or "") for fault in faults]
    used = [column for column in range(3) if any(head[column] for head in heads)]
    rows: list[tuple[str, ...]] = []
    for head, fault in zip(heads, faults, strict=True):
        first, *more = _said(fault)
        rows.append((*(head[column] for column in used), first))
        rows += [(*([""] * len(used)), line) for line in more]
    return rows


def _table(faults: Sequence[Fault]) -> list[str]:
    rows = fault_rows(faults)
    widths = [max(map(len, column)) for column in zip(*(row[:-1] for row in rows), strict=True)]
    return [
        "  " + "".join(f"{cell.ljust(width)}  " for cell, width in zip(row, widths, strict=False)) + row[-1]
        for row in rows
    ]


def _place(fault: Fault) -> str:
    return ":".join(str(part) for part in (fault.file, fault.line, fault.column) if part)


def _said(fault: Fault) -> list[str]:
    """Return what is wrong and what would be right, a line each."""
    lines = fault.message.splitlines() or [""]
    if fault.nearest:
        lines[0] += f"{'' if lines[0].endswith(('.', '?', '!')) else '.'} Nearest: {', '.join(fault.nearest)}"
    if fault.expected:
        lines.append(f"expected: {fault.expected}")
    return [*lines, *(fault.hint.splitlines() if fault.hint else ())]
