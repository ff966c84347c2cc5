"""Answers: what a timeline says on one day, and for how long it says so."""

from typing import Literal, NamedTuple

Certainty = Literal["certain", "possible", "attested", "disputed", "scheduled", "not", "unknown"]
DayRange = tuple[str | None, str | None]
"""Earliest and latest day, ISO; None where there is no bound."""


class Contested(NamedTuple):
    """A value that another account gives for the day; None is "nothing begun"."""

    value: str | None
    events: tuple[str, ...]


class Expected(NamedTuple):
    """A value announced for `date` (as written) and not yet settled."""

    value: str
    date: str
    events: tuple[str, ...]


class Answer(NamedTuple):
    """The state of one timeline on one day, without the cut-offs that were asked for."""

    value: str | None = None
    certainty: Certainty = "unknown"
    candidates: tuple[str | None, ...] = ()
    since: str | None = None
    until: str | None = None
    since_bounds: DayRange | None = None
    until_bounds: DayRange | None = None
    attested_on: tuple[str, ...] = ()
    confirmed: str | None = None
    undated: bool = False
    events: tuple[str, ...] = ()
    contested: tuple[Contested, ...] = ()
    since_contested: bool = False
    expected: tuple[Expected, ...] = ()

    @property
    def marked(self) -> bool:
        """True where something stands beside the answer: told otherwise, or announced."""
        return bool(self.contested or self.since_contested or self.expected)

    @property
    def silent(self) -> bool:
        """True where nothing is recorded: no answer and no mark."""
        return self.certainty == "unknown" and not self.marked


UNKNOWN = Answer()


class Period(NamedTuple):
    """One answer from day `first` up to, not including, day `until` (proleptic ordinals)."""

    first: int
    until: int
    answer: Answer
