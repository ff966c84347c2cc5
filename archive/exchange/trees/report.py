"""The report on one file: its faults, each with its place and what to write instead."""

from collections.abc import Iterable

from archive.exchange.trees.nodes import Entry, Node, Scalar
from archive.exchange.trees.quoting import printable, scalar
from archive.model.errors import MOST_FAULTS, DateError, Fault, FaultsError
from archive.model.event import Draft, Partial

_SHOWN = 40


class Report:
    """Collects the faults of one file (or of one command line, which has no lines), and what was read of it."""

    def __init__(self, file: str | None) -> None:
        self.file = file
        self.faults: list[Fault] = []
        self.read: list[Draft | Partial] = []
        self._forms_told = False

    @property
    def full(self) -> bool:
        """True where there are faults enough, and reading on would help nobody."""
        return len(self.faults) >= MOST_FAULTS

    def add(
        self, at: Node | Entry, field: str, message: str, *,
        expected: str | None = None, nearest: Iterable[str] = (), hint: str | None = None,
    ) -> None:  # fmt: skip
        """Add a fault of the field, at the place of the node and with its text as the value."""
        text = at.text if isinstance(at, Scalar) else ""
        value = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
        self.faults.append(
            Fault(
                printable(message), file=self.file, line=at.line or None, column=at.column or None,
                field=printable(field) or None, value=printable(value) or None, expected=expected,
                nearest=tuple(nearest), hint=hint,
            )
        )  # fmt: skip

    def add_date(self, at: Node, field: str, error: DateError) -> None:
        """Add a date that cannot be read; how dates are written is told once a file."""
        message, *forms = error.message.splitlines()
        hint = "\n".join([*([] if self._forms_told else forms), *([error.hint] if error.hint else [])])
        self._forms_told = True
        self.add(at, field, message, nearest=error.nearest, hint=hint or None)


def to_write(field: str, text: str | None) -> str | None:
    """Return the line to write for a field: `write: status: member`; None where there is no guess."""
    if text is None:
        return None
    name = field.rpartition(".")[2]
    return f"write: - {scalar(text)}" if name.endswith("]") else f"write: {name}: {scalar(text)}"


def refuse_if_any(faults: Iterable[Fault], *, read: Iterable[Draft | Partial] = ()) -> None:
    """Raise FaultsError with the faults in the order of the file, each only once; nothing if none."""
    if found := sorted(dict.fromkeys(faults), key=lambda fault: (fault.line or 0, fault.column or 0)):
        more = len(found) >= MOST_FAULTS
        raise FaultsError(found, hint="there may be more: mend these first" if more else None, read=tuple(read))
