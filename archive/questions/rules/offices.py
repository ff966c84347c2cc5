"""Offices: two holders at once, and terms that nobody told the end of."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from archive.kinds.claiming import Line
from archive.kinds.families.office import HOLDS
from archive.model.dates import DAY_MAX, Bounds
from archive.questions.rules.base import Finding, Ground, day_text, ranked, told


class Term(NamedTuple):
    """A time for which somebody surely holds an office: from day `first` up to, not including, `until`."""

    first: int
    until: int
    line: Line
    events: tuple[str, ...]

    @property
    def unended(self) -> bool:
        """True where nobody told an end."""
        return self.until >= DAY_MAX


def two_in_office(ground: Ground) -> Iterator[Finding]:
    """Find two that hold one office for more than the day on which it is handed over."""
    for office, terms in _terms(ground).items():
        for one, other in combinations(terms, 2):
            first, last = max(one.first, other.first), min(one.until, other.until) - 1
            if one.line != other.line and last > first and not _runs_on(one, other):
                who = f"{ground.label(one.line.subject)} and {ground.label(other.line.subject)}"
                until = f"to {day_text(last)}" if last < DAY_MAX - 1 else "with no end"
                yield Finding(
                    rule="two-in-office", about=(one.line, other.line), days=Bounds(first, last),
                    what=f"{ground.label(office)}: {who} from {day_text(first)} {until}",
                    events=(*one.events, *other.events), fix=ranked(other.events[0], "rival"),
                )  # fmt: skip


def seen_beside_the_holder(ground: Ground) -> Iterator[Finding]:
    """Find those who were seen in an office on a day well within the term of another."""
    terms = _terms(ground)
    for line in ground.lines("office"):
        own = [term for term in terms.get(line.object, ()) if term.line == line]
        for claim in ground.main(line, "holds"):
            days = claim.bounds
            if any(term.first <= days.latest and term.until > days.earliest for term in own):
                continue
            for term in terms.get(line.object, ()):
                if term.first < days.earliest and days.latest < term.until - 1 and not term.unended:
                    yield Finding(
                        rule="two-in-office", about=(line, term.line), days=days,
                        what=f"{ground.label(line.object)}: {ground.label(line.subject)} seen on {claim.date}, "
                        f"in the term of {ground.label(term.line.subject)}",
                        events=(claim.event, *term.events), fix=ranked(claim.event, "rival"),
                    )  # fmt: skip


def unended(ground: Ground) -> Iterator[Finding]:
    """Find terms without an end that another's term, or the same person's fuller office, shows to be over."""
    every = [term for terms in _terms(ground).values() for term in terms]
    for term in every:
        after = min((other for other in every if _shows_the_end(term, other)), default=None) if term.unended else None
        if after is not None:
            same = after.line.subject == term.line.subject
            day = after.until if same else after.first
            end = "held by" if not same else "ended as"
            named = ground.label(after.line.object if same else after.line.subject)
            yield Finding(
                rule="unended", about=(term.line,), days=Bounds(day, DAY_MAX),
                what=f"{ground.label(term.line.subject)}, {ground.label(term.line.object)} since "
                f"{day_text(term.first)}, has no end; {end} {named} from {day_text(day)}",
                events=(*term.events, *after.events),
                fix=told("office.left", subject=term.line.subject, office=term.line.object, date=day_text(day)),
            )  # fmt: skip


def _terms(ground: Ground) -> dict[str, list[Term]]:
    """Return the terms of each office in the order of days."""
    found: dict[str, list[Term]] = defaultdict(list)
    for line in ground.lines("office"):
        for period in ground.begun(line):
            answer = period.answer
            if answer.value == HOLDS and answer.certainty == "certain":
                last = found[line.object][-1] if found[line.object] else None
                if last is not None and last.line == line and last.until == period.first:
                    found[line.object].pop()
                    events = tuple(dict.fromkeys((*last.events, *answer.events)))
                    found[line.object].append(Term(last.first, period.until, line, events))
                else:
                    found[line.object].append(Term(period.first, period.until, line, answer.events))
    return {office: sorted(terms) for office, terms in found.items()}


def _runs_on(one: Term, other: Term) -> bool:
    """Return whether the one began earlier and runs on for want of a told end: the rule `unended` tells of it."""
    return _shows_the_end(one, other) or _shows_the_end(other, one)


def _shows_the_end(term: Term, other: Term) -> bool:
    """Return whether a term, told without an end, must have ended by what is told of the other."""
    if term.line == other.line or not term.unended:
        return False
    if term.line.object == other.line.object:
        return other.first > term.first
    acting = term.line.object.endswith(f"-{other.line.object}")
    return acting and term.line.subject == other.line.subject and not other.unended and other.until > term.first
