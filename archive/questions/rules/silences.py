"""Silences: what is held to go on, though nothing has been told of it for years."""

from collections.abc import Iterator

from archive.model.dates import DAY_MAX, DAY_MIN, Bounds
from archive.questions.rules.base import Finding, Ground, day_text, told

DAYS_OF_A_YEAR = 365.2425


def stale(ground: Ground) -> Iterator[Finding]:
    """Find bodies that are held to be active, and that nothing has confirmed for years."""
    for line in ground.lines("body"):
        now = next((period for period in ground.within(line, Bounds(ground.day, ground.day))), None)
        if now is None or now.answer.value != "active" or now.answer.certainty != "certain":
            continue
        last, event = _last_told(ground, line.subject)
        if last is not None and ground.day - last > ground.years * DAYS_OF_A_YEAR:
            yield Finding(
                rule="stale", about=(line,), days=Bounds(last + 1, DAY_MAX),
                what=f"{ground.label(line.subject)}: active since {now.answer.since}, "
                f"not confirmed after {day_text(last)}",
                events=tuple(dict.fromkeys((*now.answer.events, event))),
                fix=told("body.attested", subject=line.subject, value="…", date="…"),
            )  # fmt: skip


def _last_told(ground: Ground, body: str) -> tuple[int | None, str]:
    """Return the last day on which anything is told of the body, its organs or offices, and the event that tells it."""
    parts = ground.parts(body)
    told_of = [
        (claim.bounds.latest, claim.event)
        for line in ground.lines()
        if line.object in parts or (line.property == "body" and line.subject in parts)
        for claim in ground.main(line)
        if claim.manner not in ("expected", "covers")
        and claim.part != "end"
        and DAY_MIN < claim.bounds.latest <= ground.day
    ]
    return max(told_of, default=(None, ""), key=lambda pair: pair[0] or 0)
