"""Citable lists: events, disputes with findings, stances, sources, asked again as they were pinned."""

from typing import Any

from archive.model.dates import day_of, parse
from archive.questions.cite.pinned import Pinned, Row
from archive.questions.cite.rows import FINDING, SOURCE, STANCE, WORD, dispute, each, event, only
from archive.questions.conflicts.data import Asked
from archive.questions.conflicts.data import as_data as conflicts_data
from archive.questions.conflicts.data import conflicts as ask_conflicts
from archive.questions.lists.events import events as ask_events
from archive.questions.lists.inventory import sources as ask_sources
from archive.questions.lists.stances import as_data as stances_data
from archive.questions.lists.stances import stances as ask_stances
from archive.questions.states.state import View


def events(asked: Pinned, seen: View) -> list[Row]:
    """Return the events `within` two days, of some kinds."""
    kinds = frozenset(asked.several("kind"))
    data = ask_events(seen, asked.option("within") or "..", asked.filters(seen), kinds=kinds)
    return [event(one) for one in data["events"]]


def conflicts(asked: Pinned, seen: View) -> list[Row]:
    """Return the disputes, and what rules find that look back from `today`."""
    on, years, today = asked.option("on"), asked.option("years"), asked.option("today")
    state: Any = asked.option("state")
    question = Asked(
        today=day_of(today or ""), on=None if on is None else day_of(on), fields=asked.several("field"),
        rules=asked.several("rule"), state=state, **({"years": int(years)} if years else {}),
    )  # fmt: skip
    data = conflicts_data(seen, ask_conflicts(seen, question, asked.filters(seen)), question)
    return [*map(dispute, data["disputes"]), *each(data["findings"], FINDING)]


def stances(asked: Pinned, seen: View) -> list[Row]:
    """Return who thinks what of a question on a day."""
    (date,) = map(parse, asked.dates)
    data = stances_data(seen, ask_stances(seen, date.latest, asked.filters(seen)), date.text, None)
    return [{**only(one, STANCE), "words": each(one["words"], WORD)} for one in data["stances"]]


def sources(asked: Pinned, seen: View) -> list[Row]:
    """Return the sources with a `text` in their names, of those asked about."""
    wanted = asked.filters(seen)
    some = [who for who in (wanted.within, wanted.subjects) if who is not None]
    about = frozenset[str]().union(*some) if some else None
    return each(ask_sources(seen.db, seen.horizon, text=asked.option("text") or "", about=about), SOURCE)
