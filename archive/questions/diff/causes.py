"""Causes: in a word why a timeline says something else, where nothing but time has passed."""

from archive.model.answer import Answer
from archive.questions.diff.answers import Pair, only_mark

EDITORIAL = ("retracted", "corrected", "source-withdrawn", "ruled")
CAUSES = (*EDITORIAL, "learned-late", "attested-first", "world", "told-otherwise", "first-day", "expected")
"""All causes; the first that applies is told."""


def in_the_world(pair: Pair) -> tuple[str, tuple[str, ...]]:
    """Return the cause of a change between two days, and the events that made it."""
    mark = only_mark(pair)
    if mark is not None:
        then, now = _marking(pair.before, mark), _marking(pair.after, mark)
        return mark, tuple(sorted(then ^ now or then | now))
    before, after = set(pair.before.events), set(pair.after.events)
    return of_state(pair), tuple(sorted(after - before or after or before))


def of_state(pair: Pair) -> str:
    """Return the cause of another state that nobody's editing made."""
    attested = pair.after.certainty == "attested" and pair.after.value != pair.before.value
    return "attested-first" if attested else "world"


def _marking(answer: Answer, mark: str) -> set[str]:
    """Return the events that make a mark of an answer."""
    if mark == "first-day":
        return set(answer.events) if answer.since_contested else set()
    marks = answer.contested if mark == "told-otherwise" else answer.expected
    return {handle for one in marks for handle in one.events}
