"""Records of an outside file that cannot be taken in: each with its place and what is wrong with it."""

import json
from collections.abc import Iterable, Iterator
from typing import Any, Protocol

from archive.exchange.trees.quoting import printable
from archive.model.errors import MOST_FAULTS, Fault, FaultsError
from archive.model.nearest import nearest

_SHOWN = 40
_MOST_NEAREST = 50  # searches for near names: each looks at all names, and a thousand faults have one cause


class Spot(Protocol):
    """A record of a file: its place (`memberships[12]`), and how it stands there."""

    @property
    def path(self) -> str:
        """The place, as a path of JSON."""
        ...

    @property
    def raw(self) -> Any:  # noqa: ANN401 - any JSON
        """The record as it stands in the file."""
        ...


class BadRecords:
    """Collects the bad records of one file, in the order in which they are found."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._faults: list[Fault] = []
        self._wrong: dict[str, list[str]] = {}
        self._raw: dict[str, Any] = {}
        self._advice: dict[str, None] = {}

    def __len__(self) -> int:
        """Return the number of faults."""
        return len(self._faults)

    def add(
        self, at: Spot, field: str, message: str, *,
        expected: str | None = None, near: Iterable[str] = (), hint: str | None = None,
    ) -> None:  # fmt: skip
        """Add a fault of a record, in a field of it (empty: in the whole)."""
        self.follow(at, message)
        self._faults.append(
            Fault(
                printable(message), file=self.file, field=printable(f"{at.path}.{field}" if field else at.path),
                value=_value(at.raw, field), expected=expected, nearest=tuple(near), hint=hint,
            )
        )  # fmt: skip

    def advise(self, advice: str) -> None:
        """Add what may be done about several faults at once."""
        self._advice.setdefault(advice)

    def near(self, name: str, known: Iterable[str]) -> tuple[str, ...]:
        """Return the known names close to one that is not; none where the faults are too many to read."""
        return tuple(nearest(name, known)) if len(self) < _MOST_NEAREST else ()

    def follow(self, at: Spot, message: str) -> None:
        """Leave out a record that falls only with another one that is bad, and is no fault in itself."""
        self._raw.setdefault(at.path, at.raw)
        self._wrong.setdefault(at.path, []).append(message)

    @property
    def records(self) -> int:
        """The number of records that are left out."""
        return len(self._raw)

    def refuse(self, *, aside: bool = False) -> None:
        """Raise FaultsError with all faults; nothing if there are none.

        `aside` is true where they were to be left out, and nothing is left without them.
        """
        if self._faults:
            left = len(self._faults) - MOST_FAULTS
            more = [f"and {left} more"] if left > 0 else []
            rest = "leaves nothing to take in" if aside else "FILE takes in the rest and writes these aside"
            hint = "\n".join([*more, *self._advice, f"--skip-bad {rest}"])
            raise FaultsError(self._faults[:MOST_FAULTS], hint=hint)

    def lines(self) -> Iterator[str]:
        """Yield one line of JSON for each bad record: where it was, what is wrong, and the record itself."""
        for path, raw in self._raw.items():
            yield json.dumps({"at": path, "wrong": self._wrong[path], "record": raw}, ensure_ascii=False) + "\n"


def _value(raw: Any, field: str) -> str | None:  # noqa: ANN401 - any JSON
    """Return what stands in the field, shortened."""
    there = raw.get(field) if isinstance(raw, dict) else None
    if not isinstance(there, str | int | float) or there == "":
        return None
    text = str(there)
    return printable(text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…")
