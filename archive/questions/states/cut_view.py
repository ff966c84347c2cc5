"""The cut view: the answers of each timeline where some sources are cut off, from the log or from what is stored."""

import importlib
import sqlite3
from collections.abc import Iterator

from archive.kinds.claiming import Line
from archive.model.answer import Answer, Period
from archive.model.claim import Claim
from archive.model.dates import iso
from archive.model.timeline import answer_on, fold
from archive.questions.scope.filters import Filters
from archive.questions.scope.horizon import Horizon
from archive.questions.states.state import Answered, StoredView, lines
from archive.store.reading.states import Stretch
from archive.store.tables.settled import by_then


class CutView:
    """Some sources are cut off: the claims left of a timeline are folded afresh, when it is asked for.

    Where only the known day is cut and all of a timeline was told by then, what is stored answers: it is the same.
    Nor is the log read where nothing was. With `afresh`, nothing stored answers.
    """

    def __init__(self, db: sqlite3.Connection, horizon: Horizon, *, afresh: bool = False) -> None:
        self.db = db
        self.horizon = horizon
        self._stored = StoredView(db, horizon)
        self._all = afresh or horizon.known_day is None or horizon.sources is not None
        self._asked: dict[Filters, list[Line]] = {}
        self._stored_lines: set[Line] = set()
        self._claims: dict[Line, list[Claim]] = {}
        self._answers: dict[tuple[Line, int], Answer] = {}
        self._periods: dict[Line, list[Period]] = {}

    def stretches(self, first: int, last: int, wanted: Filters) -> Iterator[Stretch]:
        """Yield the periods that touch the days first..last, of the timelines asked for."""
        stored, folded = self._parted(wanted)
        yield from self._stored.stretches_of(stored, first, last, wanted)
        for line in folded:
            if line not in self._periods:
                self._periods[line] = fold(self._claims[line])
            yield from (Stretch(line, p) for p in self._periods[line] if p.first <= last and p.until > first)

    def on(self, day: int, wanted: Filters) -> Iterator[Answered]:
        """Yield the answers on the day that are not silent, of the timelines asked for."""
        stored, folded = self._parted(wanted)
        for line, period in self._stored.stretches_of(stored, day, day, wanted):
            yield Answered(line, period.answer)
        for line in folded:
            if (line, day) not in self._answers:
                self._answers[line, day] = answer_on(self._claims[line], day)
            if not self._answers[line, day].silent:
                yield Answered(line, self._answers[line, day])

    def lines(self, wanted: Filters) -> list[Line]:
        """Return the timelines asked for of which any event speaks, whether or not it is left."""
        if wanted not in self._asked:
            self._asked[wanted] = lines(self.db, self.horizon.position, wanted)
        return self._asked[wanted]

    def _parted(self, wanted: Filters) -> tuple[set[Line], list[Line]]:
        """Return the timelines asked for that are answered as stored; and those, named ones too, that are to be folded.

        Something is left of the latter, and their claims are there.
        """
        told = self.lines(wanted)
        self._settle([line for line in told if line not in self._stored_lines and line not in self._claims])
        stored = self._stored_lines.intersection(told)
        rest = [line for line in dict.fromkeys((*told, *filter(wanted.takes, wanted.named))) if line not in stored]
        lacking = [line for line in rest if line not in self._claims]
        if lacking:
            # Decoding the log takes modules that settled timelines do without.
            cut = importlib.import_module("archive.questions.states.cut")
            self._claims.update(cut.claims(self.db, self.horizon, lacking))
        return stored, [line for line in rest if self._claims[line]]

    def _settle(self, some: list[Line]) -> None:
        known = self.horizon.known_day
        if some and known is not None and not self._all:
            within = self.horizon
            sure = by_then(self.db, some, within.position, iso(known) or "", strict=within.strict)
            self._stored_lines |= sure.whole
            self._claims.update((line, []) for line in sure.nothing)
