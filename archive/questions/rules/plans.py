"""Plans that nothing is told of any more."""

from collections.abc import Iterator

from archive.kinds.claiming import Line
from archive.model.claim import EVERYONE, Claim
from archive.model.dates import DAY_MAX, Bounds
from archive.model.expectations import ANY_OUTCOME
from archive.questions.rules.base import Finding, Ground, ranked, words


def overdue(ground: Ground) -> Iterator[Finding]:
    """Find plans that are long past, where nothing tells that they came about, or that they did not."""
    for line in ground.lines():
        plans = ground.main(line, "expected")
        for plan in plans:
            late = plan.bounds.latest + ground.patience < ground.day
            if late and ground.standing(plan.event) == "main" and not _settled(ground, line, plan, plans):
                yield Finding(
                    rule="overdue", about=(line,), days=Bounds(plan.bounds.latest + 1, DAY_MAX),
                    what=f"{ground.place(line)}: {words(plan.value)} planned for {plan.date}, "
                    "and nothing told since",
                    events=(plan.event,), fix=ranked(plan.event, "superseded"),
                )  # fmt: skip


def _settled(ground: Ground, line: Line, plan: Claim, plans: list[Claim]) -> bool:
    """Return whether anything tells what came of a plan: that, something else, a later plan, or what it led to."""
    since, announced = plan.bounds.earliest, plan.announced or plan.bounds
    told = _sure(ground, line, plan)
    if any(claim.bounds.latest >= announced.earliest and _outcome(claim, plan) for claim in told):
        return True
    if any(claim.manner == "begins" and claim.bounds.latest >= since for claim in told):
        return True
    if any(
        other.value == plan.value and (other.announced or other.bounds).latest > announced.latest for other in plans
    ):
        return True
    return any(claim.bounds.latest >= since for other in _beyond(ground, line) for claim in _sure(ground, other, plan))


def _outcome(claim: Claim, plan: Claim) -> bool:
    return claim.value == plan.value or plan.property in ANY_OUTCOME


def _beyond(ground: Ground, line: Line) -> list[Line]:
    """Return the timelines on which the outcome is told, too: the status that a step led to; another in the office."""
    if line.property == "accession":
        return [Line("membership", line.subject, line.object)]
    if line.property == "office":
        return [other for other in ground.lines("office") if other.object == line.object and other != line]
    return []


def _sure(ground: Ground, line: Line, plan: Claim) -> list[Claim]:
    """Return what the main account says of a timeline, but for plans and for ends of extents.

    What is told of everyone after the planned days, as a dissolution years later, does not tell what came of the plan.
    """
    told = (claim for claim in ground.main(line) if claim.manner not in ("expected", "covers") and claim.part != "end")
    return [claim for claim in told if claim.subject != EVERYONE or claim.bounds.earliest <= plan.bounds.latest]
