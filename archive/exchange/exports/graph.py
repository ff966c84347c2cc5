"""A graph of who is tied to what, as formats of persons and organisations want it: things, ties and meetings."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

Days = tuple[str | None, str | None]
"""Earliest and latest day of one unknown day, ISO; None where there is no bound."""


class Called(NamedTuple):
    """Another name of a thing; language and days as written, where they are told."""

    name: str
    language: str | None = None
    since: str | None = None
    until: str | None = None


class Thing(NamedTuple):
    """A person, a country, a body, an office: `parent` is the body that has it."""

    id: str
    type: str
    label: str
    parent: str | None = None
    names: tuple[Called, ...] = ()
    identifiers: Mapping[str, str] = {}
    founded: Days | None = None
    dissolved: Days | None = None


class Source(NamedTuple):
    """A document that tells it."""

    id: str
    publisher: str
    title: str
    address: str | None


class Tied(NamedTuple):
    """A tie `about` a membership or an office: who, in what, as what, from the first day in to the first day out.

    `since` and `until` are the dates as written. Of what was only seen, `seen` are the days.
    """

    about: str
    who: str
    what: str
    value: str
    certainty: str
    since: str | None
    until: str | None
    first: Days | None
    out: Days | None
    seen: tuple[str, ...]
    otherwise: bool
    events: tuple[str, ...]
    sources: tuple[Source, ...]

    @property
    def start(self) -> str | None:
        """The first day in, as far as it is known: a day, a month or a year; None where not even the year is."""
        return reduced(self.first)

    @property
    def end(self) -> str | None:
        """The last day in, as far as it is known: a day, a month or a year; None where not even the year is."""
        return reduced(before(self.out)) or reduced(self.out)


class Met(NamedTuple):
    """A meeting that was held, from its first through its last day, as far as these are known."""

    id: str
    label: str
    body: str
    start: str | None
    end: str | None
    place: str | None
    identifiers: Mapping[str, str]
    events: tuple[str, ...]
    sources: tuple[Source, ...]


class Graph(NamedTuple):
    """Things by id, in the order in which they are to be written; what ties them; meetings."""

    things: dict[str, Thing]
    ties: list[Tied]
    meetings: list[Met]


def reduced(days: Days | None) -> str | None:
    """Return what the days have in common: the day, else the month, else the year; None where there is nothing."""
    if days is None or days[0] is None or days[1] is None:
        return None
    for length in (len("2024-07-04"), len("2024-07"), len("2024")):
        if days[0][:length] == days[1][:length]:
            return days[0][:length]
    return None


def before(days: Days | None) -> Days | None:
    """Return the day before an unknown day: the last day in, of the first day out."""
    return None if days is None else (_before(days[0]), _before(days[1]))


def _before(day: str | None) -> str | None:
    if day is None or day == date.min.isoformat():
        return None
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()
