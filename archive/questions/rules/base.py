"""What a rule looks at, and what it finds."""

import shlex
from collections.abc import Callable, Iterator
from typing import NamedTuple

from archive.kinds.claiming import Line
from archive.kinds.ledger import Entry, claims_of
from archive.model.answer import Answer, Period
from archive.model.claim import NONE, Claim
from archive.model.dates import DAY_MAX, DAY_MIN, Bounds, iso
from archive.model.timeline import fold
from archive.questions.states.cut import cut
from archive.questions.states.labels import labels
from archive.questions.states.seen import SeenEvent, seen_events
from archive.questions.states.state import View
from archive.store.reading import names as reading_names
from archive.store.tables.rectangles import Timelines

TO_FILL = "…"
"""What a person has to fill in before a suggested command can be run."""

JOINED = {"office": "as", "stance": "on", "meeting": "of", "document": "of"}
"""How the subject and the object of a timeline are told together, where not by `in`."""

LONG_PAST = 90
"""Days after which the outcome of a plan should have been told."""

EVER = Bounds(DAY_MIN, DAY_MAX)


class Finding(NamedTuple):
    """A contradiction: the timelines and days it is about, the events in it, and a command to mend it.

    The first of the events is the one to look at.
    """

    rule: str
    about: tuple[Line, ...]
    what: str
    events: tuple[str, ...]
    fix: str
    days: Bounds = EVER


class Ground:
    """The archive as rules see it: the claims within the horizon by timeline, and the day from which they look."""

    def __init__(self, seen: View, day: int, *, years: int = 5, patience: int = LONG_PAST) -> None:
        within = cut(seen.db, seen.horizon)
        self._db = seen.db
        self.day = day
        self.years = years
        self.patience = patience
        self.label = labels(seen, min(day, DAY_MAX - 1))
        self._acts = within.acts
        self._entries = {entry.handle: entry for entry in within.entries}
        self._claims = Timelines(claims_of(within.entries, within.told, within.cutoffs))
        self._begun: dict[Line, list[Period]] = {}
        self._answered: dict[Line, list[Period]] = {}
        self._horizon = seen.horizon

    @property
    def of_some_sources(self) -> bool:
        """True where only what some sources tell is asked about."""
        return self._horizon.sources is not None

    def parts(self, body: str) -> frozenset[str]:
        """Return a body with its organs and offices."""
        return reading_names.organs(self._db, [body])

    def lines(self, *properties: str) -> list[Line]:
        """Return the timelines of the properties, all where none is named."""
        return sorted(line for line in self._claims if not properties or line.property in properties)

    def main(self, line: Line, manner: str | None = None) -> list[Claim]:
        """Return the claims of the main account on a timeline, of a manner where one is named."""
        some = (claim for claim in self._claims.get(line, ()) if not claim.rival)
        return [claim for claim in some if manner is None or claim.manner == manner]

    def rivals(self, line: Line) -> list[Claim]:
        """Return the claims on a timeline that tell it otherwise than the main account."""
        return [claim for claim in self._claims.get(line, ()) if claim.rival]

    def disputes_of(self, handle: str) -> set[str]:
        """Return the disputes, open or ruled, in which an event stands."""
        return self._acts.disputes.get(handle, set()) | set(self._entries[handle].envelope.disputes)

    def place(self, line: Line) -> str:
        """Return a timeline as in `Belarus in the SCO`, `Vladimir Norov as Secretary-General`."""
        joined = JOINED.get(line.property, "in")
        return self.label(line.subject) + (f" {joined} {self.label(line.object)}" if line.object else "")

    def begun(self, line: Line) -> list[Period]:
        """Return the periods of the main account as what begins and ends makes them, whatever was seen or planned."""
        if line not in self._begun:
            self._begun[line] = fold(self.main(line, "begins"))
        return self._begun[line]

    def answered(self, line: Line) -> list[Period]:
        """Return the periods of the main account, with what was seen, planned or missed in it."""
        if line not in self._answered:
            self._answered[line] = fold(self.main(line))
        return self._answered[line]

    def on(self, line: Line, day: int) -> Answer | None:
        """Return the answer of the main account on a day; None where it has none."""
        return next((period.answer for period in self.answered(line) if period.first <= day < period.until), None)

    def within(self, line: Line, days: Bounds) -> list[Period]:
        """Return those of the periods that touch the days."""
        return [period for period in self.begun(line) if period.first <= days.latest and period.until > days.earliest]

    def events_of(self, kind: str) -> list[SeenEvent]:
        """Return the events of a kind that the main account rests on, told within the horizon."""
        positions = [entry.position for entry in self._entries.values() if entry.payload.kind == kind]
        there = seen_events(self._db, self._horizon, positions)
        return [event for event in there if event.live and event.standing == "main" and event.told == "states"]

    def event(self, handle: str) -> Entry:
        """Return an event of the log."""
        return self._entries[handle]

    def standing(self, handle: str) -> str:
        """Return the standing of an event after all rankings."""
        return self._acts.standing_of(self._entries[handle])[0]


Rule = Callable[[Ground], Iterator[Finding]]


def values(answer: Answer) -> set[str]:
    """Return every value that an answer allows."""
    if answer.certainty == "not":
        return {NONE}
    return {value for value in (answer.value, *answer.candidates) if value is not None}


def alike(seen: str, value: str) -> bool:
    """Return whether two words may be one status: `partner` is a coarser word for `dialogue-partner`."""
    return seen == value or seen.endswith(f"-{value}") or value.endswith(f"-{seen}")


def words(value: str | None) -> str:
    """Return a value in words."""
    return "none" if value in (None, NONE) else str(value).replace("-", " ")


def day_text(day: int) -> str:
    """Return a day as written."""
    return iso(day) or TO_FILL


def command(kind: str, **fields: str) -> str:
    """Return the command line that appends an event; what is left to a person is `…`."""
    given = [f"--{name.replace('_', '-')} {_quoted(value)}" for name, value in fields.items()]
    return " ".join(["archive append", kind, *given, '-m "…"'])


def ranked(event: str, standing: str, *, rival_of: str = "") -> str:
    """Return the command that gives an event another standing."""
    more = {"rival_of": rival_of} if rival_of else {}
    return command("claim.ranked", event=event, standing=standing, **more, reason=TO_FILL)


def opened(*events: str) -> str:
    """Return the command that names a dispute between events."""
    given = " ".join(f"--events {_quoted(event)}" for event in events)
    return f'archive append dispute.opened --dispute "…" --question "…" {given} -m "…"'


def told(kind: str, **fields: str) -> str:
    """Return the command that appends an event which a source has to tell."""
    return command(kind, **fields, gist=TO_FILL, source=TO_FILL, at=TO_FILL)


def _quoted(text: str) -> str:
    return '"…"' if text == TO_FILL else shlex.quote(text)
