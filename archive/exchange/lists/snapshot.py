"""Snapshots: what the rows of a list tell, as facts, and what of it the archive has been told."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256

from archive.kinds.base import Payload
from archive.kinds.claiming import Line
from archive.kinds.endings import about, is_end, lasts, said, value_of
from archive.model.dates import EdtfDate, parse
from archive.model.errors import Fault, FaultsError
from archive.model.event import Draft

Slot = tuple[str, ...]
"""What a fact is of: a state's timelines, or, of what happens once, the very facts."""


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One thing that a list tells. `date` is EDTF, and empty where the list tells no date for it.

    `ahead`: the list only announces it. `origin` is the event as the map made it of a row, with all else that it is to
    say. Facts are equal without both.
    """

    payload: Payload
    date: str = ""
    ahead: bool = field(default=False, compare=False)
    origin: Draft | None = field(default=None, compare=False, repr=False)

    @cached_property
    def text(self) -> str:
        """Kind and facts as one text."""
        return said(self.payload)

    @cached_property
    def about(self) -> tuple[Line, ...]:
        """The timelines that it speaks of, in order."""
        return about(self.payload)

    @cached_property
    def slot(self) -> Slot:
        """What the fact is of."""
        lasting = self.lasts or is_end(self.payload)
        return tuple(part for line in self.about for part in line) if lasting else (self.text,)

    @cached_property
    def value(self) -> str:
        """The value that it claims."""
        return value_of(self.payload)

    @property
    def lasts(self) -> bool:
        """Whether it is a state, there until something ends it."""
        return lasts(self.payload)

    @property
    def of(self) -> str:
        """The body, the office or the document that it is about: the last name of its timeline."""
        return (self.about[0].object or self.about[0].subject) if self.about else self.payload.kind


@dataclass(frozen=True, kw_only=True)
class Told:
    """A fact as an event of the log tells it: the event's handle, and its date as it now reads.

    `sighting`: the event only sees the state there, for the archive knew it already. `concluded`: it is the end of a
    state, drawn from a row that was gone.
    """

    fact: Fact
    handle: str
    sighting: bool = False
    concluded: bool = False

    @cached_property
    def date(self) -> EdtfDate:
        """The date of the event."""
        return parse(self.fact.date)


def distinct(facts: Iterable[Fact]) -> list[Fact]:
    """Return the facts in the order of their texts, each once: rows may stand in any order, and twice.

    Raises FaultsError where two rows tell different states of one thing without a date: which of them holds?
    """
    found = {(fact.text, fact.date): fact for fact in sorted(facts, key=_in_order)}
    states: dict[Slot, Fact] = {}
    faults = []
    for fact in found.values():
        if fact.lasts and not fact.date:
            first = states.setdefault(fact.slot, fact)
            if first is not fact:
                faults.append(_two(first, fact))
    if faults:
        raise FaultsError(faults)
    return list(found.values())


def _in_order(fact: Fact) -> tuple[str, str, str]:
    return (fact.text, fact.date, repr(fact.origin.envelope) if fact.origin else "")


def _two(first: Fact, second: Fact) -> Fault:
    where = second.origin.where if second.origin else None
    other = first.origin.where if first.origin else None
    beside = f" in line {other.line}" if other and other.line else ""
    line = second.about[0]
    return Fault(
        f"{line.subject} is {second.value} of {line.object} here, and {first.value}{beside}",
        file=where.file if where else None, line=where.line if where else None,
        expected="one state of one thing on one day",
    )  # fmt: skip


def digest(facts: Iterable[Fact]) -> str:
    """Return the SHA-256 (hex) of the facts, whatever their order: one line each, its date first."""
    lines = sorted(f"{fact.date} {fact.text}\n" for fact in facts)
    return sha256("".join(lines).encode()).hexdigest()
