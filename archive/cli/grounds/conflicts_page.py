"""The page of `archive conflicts`: what is open, what has a main account, what rules find."""

from collections.abc import Iterable, Iterator

from archive.cli.printing.cells import UNLIMITED, Whole
from archive.cli.printing.layout import apart, fitted, fixed, wrapped
from archive.cli.printing.screen import Screen
from archive.cli.printing.words import horizon_text, listed, name_of, named, said, short
from archive.model.dates import DAY_MAX, iso
from archive.questions.conflicts.data import Conflicts
from archive.questions.conflicts.disputes import Dispute, Outcome
from archive.questions.conflicts.values import values_of
from archive.questions.rules.base import Finding
from archive.questions.states.labels import Labels, labels
from archive.questions.states.seen import SeenEvent
from archive.questions.states.state import View

SECTIONS: dict[Outcome, str] = {
    "open": "OPEN, NO SIDE TAKEN",
    "main account": "A MAIN ACCOUNT AND OTHERS",
    "explained": "EXPLAINED: ALL ACCOUNTS STAND",
    "overtaken": "OVERTAKEN PLANS",
}
COUNTED: dict[Outcome, str] = {
    "open": "open", "main account": "with a main account", "explained": "explained", "overtaken": "overtaken",
}  # fmt: skip
STANDINGS = {"main": "main", "rival": "other", "superseded": "overtaken", "deprecated": "wrong"}
ON_A_DAY = "What bears on an answer of {}, or on since when it is so (±): such disputes are about earlier days too."
MOST = 3
"""Sources of an account that are printed; the others are counted."""


def page(
    seen: View, found: Conflicts, on: Screen, *, every: bool = False, day: int | None = None
) -> Iterator[str]:  # fmt: skip
    """Yield the page of conflicts, of a day where one was asked for; with `every`, all sources of each account."""
    yield from apart(on.bold(_counts(found)), on.faint(horizon_text(seen.horizon)), on.width)
    if day is not None:
        yield from wrapped(ON_A_DAY.format(iso(day)), on.width, indent=" ")
    label = labels(seen, DAY_MAX - 1 if day is None else day)
    for outcome, title in SECTIONS.items():
        some = [one for one in found.disputes if one.outcome == outcome]
        if some:
            yield ""
            yield on.bold(f" {title}")
            for one in some:
                yield from _dispute(one, label, on, 99 if every else MOST)
    if found.findings:
        yield ""
        yield on.bold(" FOUND BY RULE" if every else " FOUND BY RULE, NAMED BY NOBODY")
        yield from _findings(found.findings, on)
    yield ""
    if found.disputes or found.findings:
        yield from wrapped(f"More: {' · '.join(map(fixed, _more(found)))}", on.width, indent=" ")
    else:
        yield " nothing is told otherwise there"


def _counts(found: Conflicts) -> str:
    every = len(found.disputes)
    kinds = [
        fixed(f"{count} {words}")
        for outcome, words in COUNTED.items()
        if (count := sum(one.outcome == outcome for one in found.disputes))
    ]
    head = f"{every} dispute{'' if every == 1 else 's'}"
    head = f"{head}: {' · '.join(kinds)}" if kinds else head
    more = len(found.findings)
    found_by_rule = fixed(f"{more} {'more ' if every else ''}found by rule")
    return f"{head}   {found_by_rule}" if found.searched else head


def _dispute(one: Dispute, label: Labels, on: Screen, most: int) -> Iterator[str]:
    yield from wrapped(f"{fixed(on.bold(one.name))}   {one.question}", on.width, indent="      ", first=" ")
    rows = [_account(account, label, most, weighed=one.outcome != "open") for account in one.accounts]
    yield from fitted(rows, on.width, indent="    ")
    if one.ruling is not None:
        batch = one.ruling.batch
        rule = f" by {one.ruling.rule}" if one.ruling.rule else ""
        head = f"ruled{rule}, {batch.recorded_by}, {batch.recorded_at[:10]}, batch {batch.batch}"
        yield from wrapped(f"{head}: {one.ruling.reason}", on.width, indent="      ", first="    ")
    elif one.comment:
        yield from wrapped(one.comment, on.width, indent="    ")


def _account(one: SeenEvent, label: Labels, most: int, *, weighed: bool) -> tuple[str, str, str, str]:
    told = short(one.sources, most) or "no source"
    standing = STANDINGS.get(one.standing, one.standing) if weighed else "»" if one.told == "ahead" else "-"
    values = listed([named(value, label) for value in values_of(one)], "or")
    return standing, said(one.date), values, f"{one.title} ({told})"


def _findings(some: Iterable[Finding], on: Screen) -> Iterator[str]:
    rows = list(some)
    wide = max(len(one.rule) for one in rows)
    for one in rows:
        first = f"  {one.rule:{wide}}  "
        what = f"{one.what} ({listed([name_of(handle) for handle in one.events])})"
        if on.width >= UNLIMITED:
            yield f"{first}{what}: {one.fix}"
        else:
            yield from wrapped(what, on.width, indent=" " * len(first), first=first)
            yield Whole(f"    {one.fix}")


def _more(found: Conflicts) -> list[str]:
    first = [f"archive show {found.disputes[0].name}"] if found.disputes else []
    return [*first, "archive conflicts --on DATE", "docs/weighing.md tells the rules W1 to W9"]
