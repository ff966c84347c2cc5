"""What `archive export popolo` and `ftm` share: their options, and the graph of who is tied to what."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import click

from archive.cli.asking.on_day import closed
from archive.cli.asking.options import ABOUT, CUTOFFS, Asked, with_options
from archive.cli.exports.out import FILE
from archive.cli.printing.screen import note
from archive.exchange.exports.graph import Called, Graph, Met, Source, Thing, Tied, reduced
from archive.model.dates import DAY_MAX, iso
from archive.questions.day.ties import Tie, ties
from archive.questions.over_time.calendar import Meeting, calendar
from archive.questions.scope.filters import Filters
from archive.questions.states.labels import Labels, labels
from archive.questions.states.seen import seen_events
from archive.questions.states.state import View
from archive.store.reading import events as reading_events
from archive.store.reading import lists as reading_lists
from archive.store.reading import names as reading_names
from archive.store.reading.names import Entity

OPTIONS = with_options(
    click.option("--on", metavar="DATE", help="The state of that day; else all of the time."),
    *CUTOFFS,
    *ABOUT[:3],
    *FILE,
)
TIES = frozenset({"membership", "office", "body"})
LEFT = {
    "disputed": "of disputed value", "scheduled": "only announced", "possible": "of which no value is surer than none",
}  # fmt: skip


class Made(NamedTuple):
    """A graph, and what could not be told in it, counted."""

    graph: Graph
    left: Counter[str]


def graph(seen: View, asked: Asked, on: str | None) -> Made:
    """Return the memberships, offices and meetings of a day, or of all time, with all that they name."""
    wanted = asked.filters(seen.db)._replace(properties=TIES)
    day = closed(on).latest if on else None
    found, unsure = ties(seen, wanted, day)
    left = Counter({LEFT[reason]: count for reason, count in unsure.items()})
    tied = [one for one in found if one.line.property != "body"]
    met = list(_met(seen, wanted, day, left))
    known = {one.id: one for one in reading_names.entities(seen.db, seen.horizon.position)}
    label = labels(seen, DAY_MAX - 1 if day is None else day)
    used = _used([*(name for one in tied for name in (one.line.subject, one.line.object)), *_bodies(met)], known)
    states = [one for one in found if one.line.property == "body"]
    sources = _Sources(seen, [*(event for one in tied for event in one.events), *_events(met)])
    things = {name: _thing(seen, known[name], states, label) for name in used}
    return Made(
        Graph(
            dict(sorted(things.items(), key=lambda pair: (pair[1].type, pair[0]))),
            [_tied(one, sources) for one in tied],
            [_held(seen, one, label, sources) for one in met],
        ),
        left,
    )


def tell_left(left: Counter[str]) -> None:
    """Say what was left out."""
    for reason, count in left.items():
        note(f"left out, {reason}: {count}")


class _Sources:
    """The sources that state events, by the handle of the event."""

    def __init__(self, seen: View, handles: Iterable[str]) -> None:
        rows = reading_events.events_of(seen.db, handles)
        events = seen_events(seen.db, seen.horizon, [row.position for row in rows.values()])
        self._of = {
            event.handle: [one.source for one in event.citations if one.support == "states"] for event in events
        }
        self._known = {row["id"]: row for row in reading_lists.sources(seen.db, seen.horizon.position)}

    def of(self, handles: Iterable[str]) -> tuple[Source, ...]:
        """Return the sources of the events, each once."""
        names = dict.fromkeys(source for handle in handles for source in self._of.get(handle, ()))
        rows: list[Mapping[str, str | None]] = [self._known[name] for name in names if name in self._known]
        return tuple(Source(str(r["id"]), str(r["publisher"]), str(r["title"]), _web(r["url"])) for r in rows)


def _web(address: str | None) -> str | None:
    return address if address and address.startswith(("http://", "https://")) else None


def _met(seen: View, wanted: Filters, day: int | None, left: Counter[str]) -> Iterator[Meeting]:
    """Yield the meetings that were held, on the day if one is asked for."""
    for one in calendar(seen, wanted).meetings:
        if one.when.state == "held" and (day is None or one.when.first <= day <= one.when.last):
            if day is not None and not one.when.exact:
                left["meetings of a vague day"] += 1
            else:
                yield one


def _bodies(met: Iterable[Meeting]) -> Iterator[str]:
    return (body for one in met for body in one.bodies[:1])


def _events(met: Iterable[Meeting]) -> Iterator[str]:
    return (event.handle for one in met for event in one.main)


def _used(names: Iterable[str], known: Mapping[str, Entity]) -> set[str]:
    """Return those named and the bodies that have them, at any height."""
    used: set[str] = set()
    waiting = [name for name in names if name in known]
    while waiting:
        name = waiting.pop()
        if name not in used:
            used.add(name)
            parent = known[name].parent
            waiting += [parent] if parent is not None and parent in known else []
    return used


def _thing(seen: View, entity: Entity, states: Iterable[Tie], label: Labels) -> Thing:
    names = reading_names.names_of(seen.db, entity.id, seen.horizon.position)
    own = [one for one in states if one.line.subject == entity.id]
    others = [one for one in names if one.form in ("name", "alias", "renamed", "label")]
    return Thing(
        id=entity.id, type=entity.type, label=label(entity.id), parent=entity.parent,
        names=tuple(
            Called(one.name, one.language, one.since, one.until) for one in others if one.name != label(entity.id)
        ),
        identifiers={one.form: one.name for one in names if one not in others},
        founded=next((one.first for one in own if one.value == "active"), None),
        dissolved=next((one.first for one in own if one.value == "dissolved"), None),
    )  # fmt: skip


def _tied(tie: Tie, sources: _Sources) -> Tied:
    return Tied(
        about=tie.line.property, who=tie.line.subject, what=tie.line.object, value=tie.value,
        certainty=tie.certainty, since=tie.since, until=tie.until, first=tie.first, out=tie.out, seen=tie.seen,
        otherwise=tie.otherwise, events=tie.events, sources=sources.of(tie.events),
    )  # fmt: skip


def _held(seen: View, one: Meeting, label: Labels, sources: _Sources) -> Met:
    handles = [event.handle for event in one.main]
    names = reading_names.names_of(seen.db, one.id, seen.horizon.position)
    place = one.fact("place")
    exact = one.when.exact
    first, last = iso(one.when.first), iso(one.when.last)
    vague = None if exact else reduced((first, last))
    return Met(
        id=one.id, label=label(one.id), body=one.bodies[0], start=first if exact else vague,
        end=last if exact else vague, place=label(place) if place else None,
        identifiers={name.form: name.name for name in names if name.form not in ("name", "alias", "renamed", "label")},
        events=tuple(handles), sources=sources.of(handles),
    )  # fmt: skip
