"""Citable states and changes: as-of, history, diff, why, asked again as they were pinned."""

from archive.model.dates import day_of, parse
from archive.questions.cite.pinned import Pinned, Row
from archive.questions.cite.rows import CAME, CHANGE, SAME, SPELL, STATE, each, only, reason
from archive.questions.diff.told import in_told
from archive.questions.diff.world import Diff, in_world
from archive.questions.diff.world import as_data as diff_data
from archive.questions.grounds.why import why as ask_why
from archive.questions.grounds.why_data import as_data as why_data
from archive.questions.grounds.why_lines import meant_along
from archive.questions.scope import names
from archive.questions.states.as_of import as_of as state
from archive.questions.states.as_of import as_of_several, as_of_span
from archive.questions.states.history import as_data as history_data
from archive.questions.states.history import asking_of
from archive.questions.states.history import history as spells
from archive.questions.states.state import View


def as_of(asked: Pinned, seen: View) -> list[Row]:
    """Return the answers on the dates, and what came or went within a month or a year."""
    wanted = asked.filters(seen)
    dates = [parse(text) for text in asked.dates]
    if len(dates) > 1:
        data = as_of_several(seen, [(date.latest, date.text) for date in dates], wanted)
    elif dates[0].is_day:
        data = state(seen, dates[0].latest, dates[0].text, wanted)
    else:
        data = as_of_span(seen, dates[0], wanted)
    return [*each(data["answers"], STATE), *each(data.get("within", ()), CAME)]


def history(asked: Pinned, seen: View) -> list[Row]:
    """Return the periods of each timeline."""
    who = names.entity(seen.db, asked.who) if asked.who else None
    data = history_data(seen, spells(seen, asked.followed(seen, asking_of(asked.named(seen), who))))
    return [only({**line, **period}, SPELL) for line in data["timelines"] for period in line["periods"]]


def diff(asked: Pinned, seen: View) -> list[Row]:
    """Return what changed in the world between two days."""
    first, last = (parse(text).latest for text in asked.dates)
    return _changes(asked, in_world(seen, first, last, asked.filters(seen)))


def diff_known(asked: Pinned, seen: View) -> list[Row]:
    """Return what changed in what sources told, from the day `before` to the known date."""
    before = asked.option("before") or ""
    first = seen.horizon._replace(known=before, known_day=day_of(before))
    return _changes(asked, in_told(seen.db, first, seen.horizon, _day(asked), asked.filters(seen)))


def diff_recorded(asked: Pinned, seen: View) -> list[Row]:
    """Return what changed in the archive, from the position `before` to that of the question."""
    before = asked.option("before") or "0"
    first = seen.horizon._replace(recorded=before, position=int(before))
    return _changes(asked, in_told(seen.db, first, seen.horizon, _day(asked), asked.filters(seen)))


def why(asked: Pinned, seen: View) -> list[Row]:
    """Return what the answer, or each of several that are meant, rests on."""
    (day,) = (parse(text).latest for text in asked.dates)
    subject = names.entity(seen.db, asked.who or "")
    place = names.entity(seen.db, asked.bodies[0]) if asked.bodies else None
    lines = meant_along(seen, subject, place, day, asked.filters(seen))
    return [reason(why_data(ask_why(seen, line, day))) for line in lines]


def _changes(asked: Pinned, found: Diff) -> list[Row]:
    data = diff_data(found, everything=asked.everything)
    return [*each(data["changes"], CHANGE), *each(data.get("unchanged", ()), SAME)]


def _day(asked: Pinned) -> int | None:
    return next((parse(text).latest for text in asked.dates), None)
