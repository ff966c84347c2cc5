"""Attendance: which meetings of a body were held, and who came to them in which capacity."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from archive.model.dates import DAY_MAX, DAY_MIN, iso
from archive.questions.scope.filters import Filters
from archive.questions.states.labels import Labels, labels
from archive.questions.states.seen import SeenEvent, seen_events
from archive.questions.states.state import View
from archive.store.reading import events as reading_events
from archive.store.reading import names as reading_names

_ABBREVIATION = re.compile("[A-Z]{2,6}")

Standing = Literal["main", "otherwise", "announced"]


class Presence(NamedTuple):
    """That somebody came, as one event tells it: by the main account, by another, or only ahead."""

    subject: str
    capacity: str
    standing: Standing
    event: SeenEvent


@dataclass(slots=True)
class Meeting:
    """A meeting, or a day of a body to which somebody came without a meeting being named."""

    body: str
    meeting: str | None
    held: list[SeenEvent] = field(default_factory=list)
    came: list[Presence] = field(default_factory=list)

    @property
    def main(self) -> SeenEvent | None:
        """Return the event that tells best of its days: one of the main account, the most exact."""
        some = self.held or [one.event for one in self.came]
        return min(
            some, key=lambda one: (one.standing != "main", one.days[1] - one.days[0], one.position), default=None
        )

    @property
    def days(self) -> tuple[int, int]:
        """Return the first and the last day that it may have touched."""
        return self.main.days if self.main else (DAY_MAX, DAY_MIN)

    def told_otherwise(self, seen: View) -> bool:
        """Return whether only another account than the main one tells its days."""
        return self.main is not None and _is_rival(self.main, seen)


class Attendance(NamedTuple):
    """Meetings in the order of days, who came to any of them, and how all are called."""

    meetings: list[Meeting]
    subjects: list[str]
    types: dict[str, str]
    codes: dict[str, str]
    label: Labels


def attendance(seen: View, wanted: Filters, first: int = DAY_MIN, last: int = DAY_MAX) -> Attendance:
    """Return the meetings held between two days by the bodies asked for, and who came to them."""
    positions = reading_events.of_properties(seen.db, {"meeting", "attendance"})
    positions |= reading_events.acted_on(seen.db, positions)
    found: dict[tuple[str, str], Meeting] = {}
    for event in seen_events(seen.db, seen.horizon, positions):
        if event.live and event.nature == "world":
            _add(found, event, wanted, seen)
    # It is the days of the main account that count: another one's would put a meeting where it was not held.
    within = (one for one in found.values() if one.days[0] <= last and one.days[1] >= first)
    meetings = sorted(within, key=lambda one: (one.days, one.body, one.meeting or ""))
    entities = reading_names.entities(seen.db, seen.horizon.position)
    label = labels(seen, min(last, DAY_MAX - 1))
    types = {one.id: one.type for one in entities}
    came = {one.subject for meeting in meetings for one in meeting.came}
    subjects = sorted(came, key=lambda who: (types.get(who) != "country", label(who)))
    return Attendance(meetings, subjects, types, {who: _code(seen, who, label) for who in subjects}, label)


def as_data(seen: View, told: Attendance, **asked: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    """Return meetings with those who came as plain data; `asked` is what else the question says."""
    return {
        "question": seen.horizon.block(None, **asked),
        "meetings": [_plain(one, told, seen) for one in told.meetings],
    }


def place_of(meeting: Meeting) -> str | None:
    """Return where a meeting was held."""
    some = sorted(meeting.held, key=lambda one: one.standing != "main")
    return next((str(one.facts["place"]) for one in some if one.facts.get("place")), None)


def _add(found: dict[tuple[str, str], Meeting], event: SeenEvent, wanted: Filters, seen: View) -> None:
    facts = event.facts
    if event.kind not in ("meeting.held", "meeting.attended", "attendance.recorded"):
        return
    body = str(facts.get("body") or facts.get("object"))
    who = [str(one) for one in facts.get("subject") or ()]
    came = [one for one in who if wanted.subjects is None or one in wanted.subjects]
    if (wanted.within is not None and body not in wanted.within) or (who and not came):
        return
    name = facts.get("meeting")
    meeting = found.setdefault((body, str(name or event.date)), Meeting(body, name))
    if event.kind == "meeting.held":
        meeting.held.append(event)
        return
    standing: Standing = "announced" if event.told == "ahead" else "otherwise" if _is_rival(event, seen) else "main"
    capacity = str(facts.get("capacity", "participant"))
    meeting.came += [Presence(one, capacity, standing, event) for one in came]


def _is_rival(event: SeenEvent, seen: View) -> bool:
    # Standing is our own weighing: asked for the word of some sources alone, all that they tell counts alike.
    return event.standing == "rival" and seen.horizon.sources is None


def _code(seen: View, who: str, label: Labels) -> str:
    """Return a few letters: the ISO code of a country, else an abbreviation, else the first letters of the name."""
    names = reading_names.names_of(seen.db, who, seen.horizon.position)
    code = next((name.name for name in names if name.form == "iso3166-1-alpha3"), None)
    short = (one.name for one in names if one.form in ("name", "alias") and _ABBREVIATION.fullmatch(one.name))
    return code or next(short, None) or "".join(letter for letter in label(who) if letter.isalnum())[:3].upper()


def _plain(one: Meeting, told: Attendance, seen: View) -> dict[str, Any]:
    first, last = one.days
    return {
        "meeting": one.meeting, "meeting_label": told.label(one.meeting or "") or None, "body": one.body,
        "body_label": told.label(one.body), "date": one.main.date if one.main else None, "earliest": iso(first),
        "latest": iso(last), "told_otherwise": one.told_otherwise(seen), "place": place_of(one),
        "level": _first(one.held, "level"), "events": [event.handle for event in one.held],
        "attendance": [
            {
                "subject": came.subject, "subject_label": told.label(came.subject),
                "subject_type": told.types.get(came.subject), "capacity": came.capacity, "standing": came.standing,
                "date": came.event.date, "persons": list(came.event.facts.get("persons") or ()),
                "event": came.event.handle, "sources": came.event.sources,
            }
            for came in one.came
        ],
    }  # fmt: skip


def _first(some: Iterable[SeenEvent], name: str) -> str | None:
    return next((str(event.facts[name]) for event in some if event.facts.get(name)), None)
