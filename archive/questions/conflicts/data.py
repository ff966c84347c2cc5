"""Conflicts as plain data, and what a question for them leaves: disputes and findings."""

from typing import Any, Literal, NamedTuple

from archive.kinds.claiming import Line
from archive.model.dates import iso
from archive.model.errors import UsageError
from archive.model.nearest import nearest
from archive.questions.conflicts.asked import about, bearing_on, findings_about, of_field, unnamed
from archive.questions.conflicts.disputes import Dispute, Ruling, account, disputes
from archive.questions.rules.base import LONG_PAST, Finding, Ground
from archive.questions.rules.book import ONLY_UNDER_ALL, RULES, findings
from archive.questions.scope.filters import Filters
from archive.questions.states.state import View
from archive.store.reading.events import Batch


class Asked(NamedTuple):
    """What is asked: on which day, from which day rules look, for which fields, rules and state."""

    today: int
    on: int | None = None
    fields: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    state: Literal["open", "ruled"] | None = None
    years: int = 5


class Conflicts(NamedTuple):
    """The disputes, and the findings that nobody has named; whether rules were asked for them at all."""

    disputes: list[Dispute]
    findings: list[Finding]
    searched: bool


def conflicts(seen: View, asked: Asked, wanted: Filters) -> Conflicts:
    """Return the disputes and findings asked for; with `everything` also findings that a dispute names, or are old.

    Rules of weighing (W4) choose disputes, the rules that find contradictions choose findings.
    """
    every = disputes(seen)
    weighing = {one.ruling.rule for one in every if one.ruling and one.ruling.rule}
    _check(asked.rules, weighing)
    names = _rules(asked, wanted)
    found = _findings(seen, every, asked, wanted, names) if names else []
    return Conflicts(_disputes(seen, every, asked, wanted, weighing), found, searched=bool(names))


def as_data(seen: View, found: Conflicts, asked: Asked, **filters: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    """Return conflicts as plain data; `filters` are what the question says of whom it is about."""
    return {
        "question": seen.horizon.block(None if asked.on is None else iso(asked.on), **filters),
        "disputes": [_dispute(one) for one in found.disputes],
        "findings": [_finding(one) for one in found.findings],
    }


def _disputes(
    seen: View, every: list[Dispute], asked: Asked, wanted: Filters, weighing: set[str]
) -> list[Dispute]:  # fmt: skip
    if asked.rules and weighing.isdisjoint(asked.rules):
        return []
    some = about(seen, of_field(every, asked.fields), wanted)
    if asked.on is not None:
        some = bearing_on(seen, some, asked.on)
    return [
        one
        for one in some
        if asked.state in (None, one.state)
        and (not asked.rules or (one.ruling is not None and one.ruling.rule in asked.rules))
    ]


def _rules(asked: Asked, wanted: Filters) -> frozenset[str]:
    """Return the rules that are to find; none where only disputes can be what is asked for."""
    if asked.fields or asked.state:
        return frozenset()
    if asked.rules:
        return frozenset(asked.rules) & RULES.keys()
    return frozenset(RULES if wanted.everything else RULES.keys() - ONLY_UNDER_ALL)


def _findings(seen: View, every: list[Dispute], asked: Asked, wanted: Filters, names: frozenset[str]) -> list[Finding]:
    patience = 0 if wanted.everything else LONG_PAST
    ground = Ground(seen, _looking(seen, asked), years=asked.years, patience=patience)
    some = findings_about(findings(ground, names), wanted, asked.on)
    return some if wanted.everything else unnamed(some, every)


def _looking(seen: View, asked: Asked) -> int:
    """Return the day from which rules look back: the day asked for, else the known date, else today."""
    known = seen.horizon.known_day
    return asked.on if asked.on is not None else asked.today if known is None else min(known, asked.today)


def _check(rules: tuple[str, ...], weighing: set[str]) -> None:
    there = [*RULES, *sorted(weighing)]
    for name in rules:
        if name not in there:
            near = ", ".join(nearest(name, there)) or ", ".join(there)
            raise UsageError(f"no rule is called {name!r}", hint=f"nearest: {near}")


def _dispute(one: Dispute) -> dict[str, Any]:
    return {
        "id": one.name,
        "question": one.question,
        "state": one.state,
        "outcome": one.outcome,
        "field": one.field,
        "comment": one.comment,
        "opened_by": one.opened_by,
        "opened": _batch(one.opened),
        "ruling": None if one.ruling is None else _ruling(one.ruling),
        "accounts": [account(event) for event in one.accounts],
    }


def _ruling(one: Ruling) -> dict[str, Any]:
    return {
        "ruled_by": one.event, **_batch(one.batch), "rule": one.rule, "reason": one.reason, "main": list(one.main)
    }  # fmt: skip


def _batch(one: Batch) -> dict[str, Any]:
    return {"batch": one.batch, "recorded_at": one.recorded_at, "recorded_by": one.recorded_by}


def _finding(one: Finding) -> dict[str, Any]:
    return {
        "rule": one.rule,
        "what": one.what,
        "about": [_place(line) for line in one.about],
        "from": iso(one.days.earliest),
        "to": iso(one.days.latest),
        "events": list(one.events),
        "fix": one.fix,
    }


def _place(line: Line) -> dict[str, Any]:
    return {"property": line.property, "subject": line.subject, "object": line.object or None}
