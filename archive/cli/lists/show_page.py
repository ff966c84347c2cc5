"""The pages of `archive show`."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from archive.cli.printing.columns import sources_of
from archive.cli.printing.layout import fitted, table, wrapped
from archive.cli.printing.screen import Screen
from archive.cli.printing.words import name_of, plain, said
from archive.model.claim import EVERYONE

Data = Mapping[str, Any]
Page = Callable[[Data, Screen], Iterator[str]]

NOT_COUNTED = ("deprecated", "withheld", "superseded")


def page(data: Data, on: Screen) -> Iterator[str]:
    """Yield the page of what was found."""
    yield from PAGES[data["what"]](data, on)


def _event(data: Data, on: Screen) -> Iterator[str]:
    yield from _title(f"{data['handle']}   {data['kind']}", data["gist"] or "", on)
    yield from fitted([row for row in _event_head(data) if row[1]], on.width, indent=" ")
    yield from _part("TOLD BY", [_citation(cited) for cited in data["citations"]], on)
    yield from _part("SAYS", [_claim(claim) for claim in data["claims"]], on)
    yield from _part("ACTED ON BY", [_brief(act) for act in data["acts"]], on)
    yield ""
    recorded = f"{data['recorded_at']} by {data['recorded_by']}, batch {data['batch']}: {data['why']}"
    stored = [("position", str(data["position"])), ("recorded", recorded), ("id", data["id"]), ("leaf", data["leaf"])]
    yield from fitted(stored, on.width, indent=" ")


def _event_head(data: Data) -> Iterator[tuple[str, str]]:
    yield "date", said(data["date"])
    for name, value in data["facts"].items():
        if value not in (None, [], {}):
            yield name.replace("_", " "), _text(value)
    standing = data["standing"] + (f" of {data['rival_of']}" if data["rival_of"] else "")
    words = {"rival": "other account", "withheld": "withheld: it is not shown"}
    yield "account", words["withheld"] if _hidden(data) else words.get(standing, standing)
    if data["undated"]:
        yield "told", "undated: no source that states it bears a date"
    if not _hidden(data):
        yield "told", {"ahead": "announced only", "none": "by no source that counts"}.get(data["told"], "")
    yield "disputes", ", ".join(data["disputes"])
    yield "note", data["note"] or ""
    yield "retracted", f"by {data['retracted_by']}" if data["retracted_by"] else ""


def _hidden(data: Data) -> bool:
    """Return whether an event is there that people are not shown."""
    return not data["facts"] and data["title"] == "withheld"


def _part(title: str, rows: Sequence[Sequence[str]], on: Screen) -> Iterator[str]:
    if rows:
        yield ""
        yield on.bold(f" {title}")
        yield from fitted(rows, on.width, indent=" ")


def _citation(cited: Data) -> tuple[str, str, str]:
    quote = f" “{cited['quote']}”" if cited.get("quote") else ""
    where = f"{cited['source']} {cited.get('at', '')}".strip()
    return where, cited.get("support", ""), f"{cited.get('says', '')}{quote}"


def _claim(claim: Data) -> tuple[str, str, str, str, str]:
    subject = "everyone else" if claim["subject"] == EVERYONE else claim["subject"]
    where = f"{subject}, {claim['object']}" if claim["object"] else subject
    first, last = claim["earliest"] or "…", claim["latest"] or "…"
    bounds = first if first == last else f"{first} to {last}"
    value = "not there" if claim["manner"] in ("lacks", "covers") else plain(claim["value"])
    return claim["property"], where, f"{claim['manner']}: {value}", said(claim["date"]), bounds


def _entity(data: Data, on: Screen) -> Iterator[str]:
    yield from _title(f"{data['label']}   {data['type']}", "", on)
    rows = [("id", data["id"]), ("of", data["parent"] or ""), *_names(data)]
    yield from fitted([row for row in rows if row[1]], on.width, indent=" ")
    for title, name, other in (("NOW", "now", "object_label"), ("NOW, OTHERS TO IT", "others_to_it", "subject_label")):
        if data[name]:
            yield from ("", on.bold(f" {title}"))
            yield from table([_answer(one, other) for one in data[name]], indent=" ", width=on.width)
    yield from _part("PARTS", [(part["type"], part["id"], part["label"]) for part in data["parts"]], on)
    yield ""
    yield f" named in {data['event_count']} events · archive history {data['id']}"


def _names(data: Data) -> Iterator[tuple[str, str]]:
    names: dict[str, list[str]] = {}
    for name in data["names"]:
        if name["form"] != "label":
            first, last = said(name["since"]), said(name["until"])
            span = f"{first or '…'} to {last or '…'}" if first or last else ""
            used = f"used by {name['used_by']}" if name["used_by"] else ""
            more = ", ".join(part for part in (name["language"], used, span) if part)
            names.setdefault(name["form"], []).append(name["name"] + (f" ({more})" if more else ""))
    yield from ((form, "; ".join(some)) for form, some in names.items())


def _answer(one: Data, other: str) -> tuple[str, str, str, str]:
    value = plain(one["value"]) if one["value"] else one["certainty"]
    since = said(one["since"]) or ("seen " + ", ".join(one["attested_on"]) if one["attested_on"] else "")
    return one["property"], one[other] or "", value, f"{since}{'  !' if one['contested'] else ''}"


def _source(data: Data, on: Screen) -> Iterator[str]:
    yield from _title(f"{data['id']}   {data['publisher']}", data["title"], on)
    names = ("published", "language", "url", "archived", "retrieved", "via", "seen", "covers", "remark", "size",
             "sha256", "withdrawn")  # fmt: skip
    yield from fitted([(name, str(data[name])) for name in names if data.get(name)], on.width, indent=" ")
    yield ""
    yield on.bold(f" SAYS {len(data['says'])}")
    rows = [(said(one["date"]), one["at"] or "", _named(one), one["says"] or one["title"]) for one in data["says"]]
    yield from fitted(rows, on.width, indent=" ")


def _dispute(data: Data, on: Screen) -> Iterator[str]:
    yield from _title(f"{data['id']}   {data['state']}", data["question"], on)
    ruling = data["ruling"] or {}
    rows = [
        ("field", data["field"]), ("comment", data["comment"]), ("ruling", ruling.get("reason")),
        ("rule", ruling.get("rule")),
    ]  # fmt: skip
    yield from fitted([(name, text) for name, text in rows if text], on.width, indent=" ")
    yield ""
    yield on.bold(" ACCOUNTS")
    yield from fitted([_account(one) for one in data["accounts"]], on.width, indent=" ")


def _account(one: Data) -> tuple[str, str, str, str]:
    told = f"{one['gist'] or ''} ({'; '.join(sources_of(one['citations'])) or 'no source'})"
    if one["standing"] == "withheld":
        told = one["title"]
    return "" if one["standing"] == "main" else "!", said(one["date"]), _named(one), told


def _named(event: Data) -> str:
    """Return what an event is called, with its standing where it does not count."""
    # A ranking bears the standing that it gives to another event.
    out = event["standing"] == "retracted" or (event["standing"] in NOT_COUNTED and event["kind"] != "claim.ranked")
    return f"{name_of(event['handle'])} ({event['standing']})" if out else name_of(event["handle"])


def _question(data: Data, on: Screen) -> Iterator[str]:
    yield from _title(f"{data['id']}   {data['state']}", data["question"], on)
    rows = [("about", ", ".join(data["about"])), ("answer", data["answer"] or "not known")]
    yield from fitted([row for row in rows if row[1]], on.width, indent=" ")


def _batch(data: Data, on: Screen) -> Iterator[str]:
    yield from _title(f"batch {data['batch']}   positions {data['first']} to {data['last']}", data["why"], on)
    head = [("recorded", f"{data['recorded_at']} by {data['recorded_by']}"), ("root", data["root"])]
    yield from fitted(head, on.width, indent=" ")
    yield ""
    yield from fitted([_brief(event) for event in data["events"]], on.width, indent=" ")


def _brief(event: Data) -> tuple[str, str, str, str, str]:
    return str(event["position"]), said(event["date"]), event["kind"], _named(event), event["title"]


def _title(title: str, text: str, on: Screen) -> Iterator[str]:
    yield on.bold(title)
    if text:
        yield from wrapped(text, on.width, indent=" ")
    yield ""


def _text(value: object) -> str:
    match value:
        case list() | tuple():
            return ", ".join(_text(item) for item in value)
        case Mapping():
            return "; ".join(f"{name}: {_text(item)}" for name, item in value.items())
        case _:
            return str(value)


PAGES: Mapping[str, Page] = {
    "event": _event, "entity": _entity, "source": _source, "dispute": _dispute, "question": _question, "batch": _batch,
}  # fmt: skip
