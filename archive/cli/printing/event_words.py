"""Events in words: what an event did, in one word or two, and the marks that it bears in a list."""

from archive.cli.printing.words import plain, planned
from archive.questions.states.seen import SeenEvent

VALUES = ("status", "step", "value", "capacity", "stance", "seat", "authority", "name")
"""Fields that tell what an event did, where its kind alone does not."""

VERBS = {
    "membership.attested": "seen as {}", "membership.roster": "listed", "membership.tallied": "counted: {}",
    "coverage.stated": "complete list", "membership.expected": "announced: {}",
    "accession.expected": "announced: {}", "body.attested": "seen {}", "participation.attested": "seen: {}",
    "representation.changed": "seat: {}", "stance.taken": "{}", "attendance.recorded": "came as {}",
    "meeting.attended": "came as {}", "office.attested": "seen in office", "office.assumed": "in office",
    "office.left": "out of office", "office.expected": "to take office", "statement.made": "said",
    "incident.reported": "happened", "control.changed": "control", "recognition.granted": "recognised",
    "recognition.withdrawn": "not recognised",
}  # fmt: skip


def did(event: SeenEvent) -> str:
    """Return what an event did: `observer`, `seen as member`, `signed`, `said`."""
    words = planned if event.kind.endswith(".expected") else plain
    value = next((words(str(event.facts[name])) for name in VALUES if event.facts.get(name)), "")
    if event.kind == "membership.changed" and event.facts.get("status") == "none":
        return "to leave" if event.told == "ahead" else "left"
    if event.kind == "membership.attested" and event.facts.get("status") == "none":
        return "not seen there"
    if value == "absent":
        return value
    if event.kind.startswith("document.") and event.facts.get("step"):
        return value
    pattern = VERBS.get(event.kind)
    if pattern is not None:
        return pattern.format(value) if value else pattern.removesuffix(" {}").removesuffix(" as").rstrip(":")
    return value or event.kind.partition(".")[2].replace("-", " ")


def aim(event: SeenEvent) -> str:
    """Return to what status a step leads, or an empty text: `to become member`."""
    towards = event.facts.get("towards") if event.kind.startswith("accession.") else None
    return f"to become {plain(str(towards))}" if towards else ""


def mark(event: SeenEvent) -> str:
    """Return `!` for an event that tells it otherwise, `»` for one that is announced only, `u` for an undated one."""
    if event.standing == "rival":
        return "!"
    if event.told == "ahead" or event.kind.endswith((".expected", ".announced")):
        return "»"
    if event.retracted_by or event.standing in ("deprecated", "withheld"):
        return "x"
    return "u" if event.undated else ""
