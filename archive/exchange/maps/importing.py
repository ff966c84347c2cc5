"""An import: the events of all rows of a file as a stream, with a tally, and every fault at its end."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Protocol

from archive.exchange.files.limits import Source
from archive.exchange.maps.events import EventMaker, Made
from archive.exchange.maps.map import Map
from archive.exchange.maps.rows import rows_for
from archive.exchange.outside.matching import Matcher, Wanted
from archive.exchange.rows.row import BadRow, Row
from archive.kinds.families.entity import EntityRegistered
from archive.model.errors import MOST_FAULTS, Fault, FaultsError, UsageError
from archive.model.event import Draft

REMEMBERED = 1_000_000
"""Rows among which a repeated one is found: 16 bytes are kept of each."""


class Aside(Protocol):
    """Takes the rows that are left out."""

    def __call__(self, row: Row | BadRow, columns: Sequence[str] | None, reasons: Sequence[str]) -> object:
        """Take a row with the reasons why."""


@dataclass(slots=True)
class Tally:
    """What an import did, or would do: rows read, bad and repeated ones, events by kind, entities by type."""

    rows: int = 0
    bad: int = 0
    repeated: int = 0
    silent: int = 0
    events: Counter[str] = field(default_factory=Counter)
    entities: Counter[str] = field(default_factory=Counter)
    created: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Rows:
    """The rows with which the same is wrong: the first of them, and how many there are."""

    first: int
    fault: Fault
    count: int = 0

    def told(self) -> str:
        """Return which rows they are."""
        return f"row {self.first}" if self.count == 1 else f"{self.count} rows, the first is {self.first}"


def refuse_undated(map: Map) -> None:
    """Raise UsageError where the map has a rule without a date: only snapshots tell when such a thing began."""
    undated = sorted({rule.kind.kind for rule in map.events if rule.undated})
    if undated:
        raise UsageError(
            f"the map tells no date for {', '.join(undated)}",
            hint="archive observe dates such rows by the day on which they were seen; or add `date` to the rule",
        )


class Import:
    """The import of one file by one map. `aside` takes bad rows; without it, one bad row refuses the whole file.

    With it, a file is refused too of whose rows none is left that tells anything: the cause is the map, or the file.
    `skips` is false where no row can be left out: a row that is not there says that something is over.
    """

    def __init__(
        self, map: Map, matcher: Matcher, *, file: str, create: bool = False, aside: Aside | None = None,
        skips: bool = True,
    ) -> None:  # fmt: skip
        self.tally = Tally()
        self._map = map
        self._matcher = matcher
        self._file = file
        self._maker = EventMaker(map, matcher, file=file, create=create)
        self._aside = aside
        self._skips = skips
        self._is_of_use = False
        self._faults: dict[tuple[str | None, ...], _Rows] = {}
        self._unmatched: dict[Wanted, _Rows] = {}
        self._seen: set[bytes] = set()

    def drafts(self, source: Source) -> Iterator[Draft]:
        """Yield what must be registered, and the events, row by row.

        Raises FaultsError at the end with every fault and every entity that is not known, unless bad rows go aside
        and others are left.
        """
        table = rows_for(self._map, source, name=self._file)
        for row in table.rows:
            self.tally.rows += 1
            if isinstance(row, BadRow):
                self._refuse(row, table.columns, Made(faults=(row.fault,)))
            elif self._is_repeated(row):
                self.tally.repeated += 1
            else:
                made = self._maker.of(row)
                if made.faults or made.unmatched:
                    self._refuse(row, table.columns, made)
                elif self._aside is not None and (made.events or made.before):
                    self._is_of_use = True
                    self._faults.clear()
                    self._unmatched.clear()
                self.tally.silent += made == Made()
                yield from self._counted(made)
        self._raise_if_any()

    def _counted(self, made: Made) -> Iterator[Draft]:
        for draft in made.before:
            if isinstance(draft.payload, EntityRegistered):
                self.tally.entities[draft.payload.type] += 1
                if len(self.tally.created) < MOST_FAULTS:
                    self.tally.created.append(draft.payload.subject)
            yield draft
        for draft in made.events:
            self.tally.events[draft.envelope.kind] += 1
            yield draft

    def _refuse(self, row: Row | BadRow, columns: Sequence[str] | None, made: Made) -> None:
        self.tally.bad += 1
        if self._aside is not None:
            unknown = [f"no {wanted.type} is called {wanted.label!r}" for wanted in made.unmatched]
            self._aside(row, columns, [*(fault.message for fault in made.faults), *unknown])
            if self._is_of_use:
                return
        for fault in made.faults:
            same = (fault.message, fault.field, fault.value)
            self._faults.setdefault(same, _Rows(row.number, fault)).count += 1
        for wanted in made.unmatched:
            fault = Fault(f"no {wanted.type} is called so", file=self._file, line=row.line, value=wanted.label)
            self._unmatched.setdefault(wanted, _Rows(row.number, fault)).count += 1

    def _is_repeated(self, row: Row) -> bool:
        """Tell whether an equal row was read before; a row says nothing new the second time."""
        if len(self._seen) >= REMEMBERED:
            return False
        mark = blake2b("\x1f".join(row.cells.values()).encode(), digest_size=16).digest()
        if mark in self._seen:
            return True
        self._seen.add(mark)
        return False

    def _raise_if_any(self) -> None:
        """Raise FaultsError with every fault, each once with its rows, up to as many as anybody reads."""
        faults = [rows.fault._replace(message=f"{rows.told()}: {rows.fault.message}") for rows in self._faults.values()]
        for wanted, rows in self._unmatched.items():
            near = self._matcher.near(wanted) if len(faults) < MOST_FAULTS else ()
            faults.append(rows.fault._replace(message=f"{rows.told()}: {rows.fault.message}", nearest=near))
        if not faults:
            return
        hints = [f"and {len(faults) - MOST_FAULTS} more"] if len(faults) > MOST_FAULTS else []
        if self._unmatched:
            hints.append("--create registers who is not known; or add the name as an alias, an identifier to the map")
        if self._aside is not None:
            hints.insert(0, "--skip-bad leaves nothing to import: no row is good that tells anything")
        elif self._skips:
            hints.append("--skip-bad FILE puts bad rows aside")
        raise FaultsError(faults[:MOST_FAULTS], hint="\n".join(hints) or None)
