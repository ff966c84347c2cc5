"""The rows of CSV that docs/json.md promises for a document of JSON, made in another way than by the commands."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

Row = Mapping[str, Any]
LINE = ("property", "subject", "object", "subject_label", "object_label")


def rows_of(form: str, data: Row) -> list[Row]:
    """Return the rows of a document, by its row in the table of the page."""
    return list(ROWS[form](data))


def cell(row: Row, column: str) -> str:
    """Return the text of a cell."""
    if column not in row and column.endswith(("_earliest", "_latest")):
        name, _, end = column.rpartition("_")
        both = row.get(f"{name}_bounds") or ["", ""]
        return plain(both[end == "latest"])
    return plain(row.get(column))


def plain(value: Any) -> str:
    """Return a value as text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list) and not any(isinstance(one, dict) and not _is_mark(one) for one in value):
        return "; ".join(map(_item, value))
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else str(value)


def _is_mark(one: Row) -> bool:
    return sorted(one) in (["events", "value"], ["date", "events", "value"])


def _item(one: Any) -> str:
    if not isinstance(one, dict):
        return "nothing" if one is None else plain(one)
    words = ["nothing" if one["value"] is None else one["value"], *([one["date"]] if "date" in one else [])]
    return " ".join([*words, *([f"({', '.join(one['events'])})"] if one["events"] else [])])


def _told_by(event: Row) -> list[str]:
    """Return who states an event, else who announces it, each source once."""
    cited = event.get("citations", [])
    some = [one for one in cited if "support" not in one] or [one for one in cited if one["support"] == "ahead"]
    first = {one["source"]: one for one in reversed(some)}
    ordered = sorted(first.values(), key=some.index)
    return [f"{one['source']} {one['at']}" if "at" in one else one["source"] for one in ordered]


def _events(data: Row) -> Iterator[Row]:
    yield from ({**one, "sources": _told_by(one)} for one in data["events"])


def _periods(lines: Iterable[Row], name: str) -> Iterator[Row]:
    yield from ({**line, **period} for line in lines for period in line[name])


def _changes(data: Row) -> Iterator[Row]:
    yield from data["changes"]
    for one in data.get("unchanged", ()):
        certainty = {f"{side}_certainty": one["certainty"] for side in ("before", "after")}
        yield {**one, **certainty, "before": one["value"], "after": one["value"]}


def _counts(data: Row) -> Iterator[Row]:
    yield from data["counts"]
    for one in data.get("lines", ()):
        yield {**one, "object": one["objects"], "object_label": one["object_labels"]}


def _came(data: Row) -> Iterator[Row]:
    for meeting in data["meetings"]:
        head = {**meeting, "meeting_date": meeting["date"]}
        yield from ({**head, **came} for came in meeting["attendance"] or [{"date": None}])


def _words(data: Row) -> Iterator[Row]:
    for one in data["stances"]:
        for word in one["words"] or [{}]:
            yield {**one, **word, "value": one["value"], "word": word.get("value")}


def _grounds(data: Row) -> Iterator[Row]:
    roles = {"because": "because", "seen": "seen", "confirmed_by": "confirmed", "rivals": "rival"}
    for one in data["answers"]:
        head = {name: one[name] for name in (*LINE, "value", "certainty")}
        some = [{**event, "role": role} for name, role in roles.items() for event in one[name]]
        yield from () if some else [head]
        yield from chain.from_iterable(_cited(head, event) for event in some)


def _cited(head: Row, event: Row) -> Iterator[Row]:
    told = {name: event.get(name) for name in ("date", "title", "standing", "bears", "role")}
    tells = list(dict.fromkeys(claim["value"] for claim in event["claims"]))
    would = (event.get("would") or {}).get("value")
    for cited in event["citations"] or [{}]:
        yield {**head, **told, "event": event["handle"], "tells": tells, "would": would, **cited}


def _impact(data: Row) -> Iterator[Row]:
    for one in data["changes"]:
        spread = {f"{side}_{name}": value for side in ("before", "after") for name, value in one[side].items()}
        yield {**one, **spread, "before": one["before"]["value"], "after": one["after"]["value"]}


def _conflicts(data: Row) -> Iterator[Row]:
    for one in data["disputes"]:
        head = {**one, **(one["ruling"] or {}), "found": "dispute"}
        yield from ({**head, **account, "sources": _told_by(account)} for account in one["accounts"] or [{}])
    for one in data["findings"]:
        about = [" ".join(filter(None, place.values())) for place in one["about"]]
        yield {**one, "found": "finding", "about": about}


def _shares(data: Row) -> Iterator[Row]:
    yield from ({**cell, **share} for cell in data["cells"] for share in cell["shares"])


def _shown(data: Row) -> Iterator[Row]:
    yield from ({"field": name, "value": value} for name, value in {"what": data["what"], **data["shown"]}.items())


def _faults(data: Row) -> Iterator[Row]:
    yield from (
        {"part": part, "finding": what} for part in ("file", "log", "checkpoint", "tables") for what in data[part]
    )


def _all_of(name: str) -> Callable[[Row], Iterable[Row]]:
    return lambda data: data[name]


ROWS: Mapping[str, Callable[[Row], Iterable[Row]]] = {
    "as-of": _all_of("answers"),
    "as-of DATE DATE …": _all_of("answers"),
    "history": lambda data: _periods(data["timelines"], "periods"),
    "diff": _changes,
    "timeline": lambda data: _periods(data["lanes"], "stretches"),
    "panel": _all_of("cells"),
    "panel --at any": _all_of("cells"),
    "panel --at share": _shares,
    "count": _counts,
    "attendance": _came,
    "stances": _words,
    "why": _grounds,
    "events": _events,
    "search": _events,
    "log": _events,
    "cite QUESTION": lambda data: [data["citation"]],
    "cite --check": _all_of("differences"),
    "impact": _impact,
    "review": _all_of("answers"),
    "conflicts": _conflicts,
    "show": _shown,
    "questions": _all_of("questions"),
    "entities": _all_of("entities"),
    "sources": _all_of("sources"),
    "kinds": _all_of("kinds"),
    "kinds KIND": _all_of("fields"),
    "tag": _all_of("tags"),
    "checkpoint": lambda data: [data],
    "verify": _faults,
}
"""What makes the rows of each row of the table."""
