"""Withholding: which events people are not shown."""

from collections.abc import Sequence

from archive.kinds.families.editorial import EventCorrected, EventCorroborated
from archive.kinds.ledger import Acts, Entry

NOTHING: frozenset[str] = frozenset()


def withheld(entries: Sequence[Entry], acts: Acts) -> frozenset[str]:
    """Return the handles of the events whose words are not shown.

    They are those that stand as withheld, and what corrects or corroborates one of them: its words are put into it.
    The entries must hold what is acted on. A ranking bears the standing that it gives, and is shown with its reason.
    """
    hidden = frozenset(
        entry.handle
        for entry in entries
        if entry.payload.nature != "editorial" and acts.standing_of(entry)[0] == "withheld"
    )
    if not hidden:
        return NOTHING
    return hidden | {
        entry.handle
        for entry in entries
        if isinstance(entry.payload, EventCorrected | EventCorroborated) and entry.payload.event in hidden
    }
