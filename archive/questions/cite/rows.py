"""Cited rows: what of an answer is hashed. Never a name, which may change, nor a sentence of ours, nor a later field.

A field that a newer version of the program adds to an answer is not among them, so that it breaks no citation.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from archive.questions.cite.pinned import Row

LINE = ("property", "subject", "object")
ANSWER = (
    "value", "certainty", "candidates", "since", "until", "since_bounds", "until_bounds", "attested_on", "confirmed",
    "undated", "events", "contested", "since_contested", "expected",
)  # fmt: skip
STATE = ("date", *LINE, *ANSWER)
CAME = ("date", "day", *LINE, "before", "after", "events")
SPELL = (*LINE, "from", "to", *ANSWER)
CHANGE = (
    *LINE, "before", "after", "before_certainty", "after_certainty", "cause", "events", "before_candidates",
    "after_candidates", "since", "from", "to",
)  # fmt: skip
SAME = (*LINE, "value", "certainty")
EVENT = (
    "position", "handle", "kind", "date", "earliest", "latest", "gist", "standing", "rival_of", "told", "undated",
    "retracted_by", "corrected_by", "disputes", "facts",
)  # fmt: skip
CITATION = ("source", "at", "says", "quote", "support")
ACCOUNT = ("handle", "date", "standing", "told", "undated")
DISPUTE = ("id", "state", "outcome", "field", "opened_by")
RULING = ("ruled_by", "rule", "main")
FINDING = ("rule", "about", "from", "to", "events")
STANCE = (*LINE, *ANSWER, "own_words")
WORD = ("date", "value", "own", "told_by", "persons", "standing", "told", "event", "sources")
COUNT = ("frame", "from", "to", "on", "property", "object", "value", "count", "vague", "told_otherwise", "subjects")
LINE_COUNT = tuple("objects" if name == "object" else name for name in COUNT)
CELL = ("frame", "from", "to", "on", *LINE, *ANSWER, "values", "changed", "told_otherwise", "vague", "announced")
SHARE = ("value", "days")
MEETING = ("meeting", "body", "date", "earliest", "latest", "place", "level", "events")
PRESENCE = ("subject", "capacity", "standing", "date", "persons", "event", "sources")
SOURCE = (
    "id", "publisher", "title", "published", "published_latest", "language", "url", "via", "seen", "withdrawn",
    "position",
    "event_count",
)  # fmt: skip
THEN = ("value", "certainty", "candidates", "since", "events")


def only(row: Mapping[str, Any], fields: Sequence[str]) -> Row:
    """Return a row with only the fields, as far as it has them."""
    return {name: row[name] for name in fields if name in row}


def each(rows: Iterable[Mapping[str, Any]], fields: Sequence[str]) -> list[Row]:
    """Return rows with only the fields."""
    return [only(row, fields) for row in rows]


def event(row: Mapping[str, Any]) -> Row:
    """Return an event with its citations."""
    return {**only(row, EVENT), "citations": each(row["citations"], CITATION)}


def dispute(row: Mapping[str, Any]) -> Row:
    """Return a dispute with its accounts and its ruling."""
    ruling = row["ruling"]
    accounts = [{**only(one, ACCOUNT), "citations": each(one["citations"], CITATION)} for one in row["accounts"]]
    return {**only(row, DISPUTE), "ruling": ruling and only(ruling, RULING), "accounts": accounts}


def reason(row: Mapping[str, Any]) -> Row:
    """Return why an answer is given: what it rests on, who tells it otherwise, what would overturn it."""
    fallen = {name: row["overturn"][name] for name in ("events", "sources")}
    return {
        **only(row, (*LINE, *ANSWER)),
        **{name: [event(one) for one in row[name]] for name in ("because", "seen", "confirmed_by")},
        "rivals": [
            {**event(one), **only(one, ("bears", "value")), "would": one["would"] and only(one["would"], THEN)}
            for one in row["rivals"]
        ],
        "overturn": {
            name: one and {"without": one["without"], "then": only(one["then"], THEN)} for name, one in fallen.items()
        },
        "voices": {one["voice"]: one["sources"] for one in row["independent"]["voices"]},
        "believed_before": [only(one, ("first", "last", *THEN)) for one in row["believed_before"]],
        "disputes": [only(one, ("id", "state", "rule")) for one in row["disputes"]],
        "questions": [one["id"] for one in row["questions"]],
    }
