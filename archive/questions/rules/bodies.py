"""What goes on in a body that is not there: meetings after its end, members before its beginning or after its end."""

from collections.abc import Iterator

from archive.kinds.claiming import Line
from archive.model.claim import EVERYONE, NONE, Claim
from archive.model.dates import DAY_MIN, Bounds
from archive.questions.rules.base import Finding, Ground, day_text, ranked, told


def meeting_of_dissolved_body(ground: Ground) -> Iterator[Finding]:
    """Find meetings of a body after the day on which it was dissolved."""
    for line in ground.lines("meeting"):
        for claim in ground.main(line, "begins"):
            end = _dissolved_by(ground, line.object, claim.bounds) if claim.value == "held" else None
            if end is not None:
                body = ground.label(line.object)
                yield Finding(
                    rule="meeting-of-dissolved-body", about=(line, Line("body", line.object)),
                    what=f"{ground.label(line.subject)}, {claim.date}: {body} is dissolved since {end[0]}",
                    events=(claim.event, *end[1]), days=claim.bounds,
                    fix=told("body.resumed", subject=line.object, date=claim.date),
                )  # fmt: skip


def membership_before_the_body(ground: Ground) -> Iterator[Finding]:
    """Find memberships on a day on which their body was not founded yet."""
    for line in ground.lines("membership"):
        founding = _founding(ground, line.object)
        for claim in ground.main(line):
            if founding is not None and _counts(claim) and claim.bounds.latest < founding.bounds.earliest:
                yield Finding(
                    rule="membership-before-the-body", about=(line, Line("body", line.object)),
                    what=f"{ground.label(line.subject)} {claim.value} of {ground.label(line.object)} on {claim.date}, "
                    f"founded {founding.date}",
                    events=(claim.event, founding.event), days=claim.bounds,
                    fix=ranked(claim.event, "rival"),
                )  # fmt: skip


def membership_after_the_body(ground: Ground) -> Iterator[Finding]:
    """Find memberships that begin, or are seen, after the day on which their body was dissolved."""
    for line in ground.lines("membership"):
        for claim in ground.main(line):
            end = _dissolved_by(ground, line.object, claim.bounds) if _counts(claim) else None
            if end is not None:
                yield Finding(
                    rule="membership-after-the-body", about=(line, Line("body", line.object)),
                    what=f"{ground.label(line.subject)} {claim.value} of {ground.label(line.object)} on {claim.date}, "
                    f"dissolved {end[0]}",
                    events=(claim.event, *end[1]), days=claim.bounds, fix=ranked(claim.event, "rival"),
                )  # fmt: skip


def _counts(claim: Claim) -> bool:
    return claim.manner != "expected" and claim.value != NONE and claim.subject != EVERYONE


def _founding(ground: Ground, body: str) -> Claim | None:
    """Return what first tells of the body; None where nothing does, or nobody knows since when it is there."""
    told_of = [claim for claim in ground.main(Line("body", body)) if claim.manner != "expected"]
    first = min(told_of, key=lambda claim: claim.bounds, default=None)
    known = first is not None and first.manner == "begins" and first.value == "active"
    return first if known and first is not None and first.bounds.earliest > DAY_MIN else None


def _dissolved_by(ground: Ground, body: str, days: Bounds) -> tuple[str, tuple[str, ...]] | None:
    """Return since when, and by which events, the body is surely dissolved before the first of the days."""
    for period in ground.within(Line("body", body), days):
        answer = period.answer
        ended_before = period.first < days.earliest and period.until > days.latest
        if answer.value == "dissolved" and answer.certainty == "certain" and ended_before:
            return answer.since or day_text(period.first), answer.events
    return None
