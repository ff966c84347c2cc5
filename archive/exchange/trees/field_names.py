"""Names of fields: the unknown with their nearest, and those that are missing."""

from collections.abc import Iterable
from collections.abc import Mapping as Table

from archive.exchange.trees.nodes import Mapping, Scalar
from archive.exchange.trees.quoting import scalar
from archive.exchange.trees.report import Report
from archive.model.nearest import nearest

_ALSO_CALLED = {
    "told_by": "citations", "sources": "citations", "source": "citations", "dispute": "disputes", "by": "persons",
    "planned_for": "planned", "summary": "gist", "title": "label", "body": "object", "object": "body", "name": "label",
}  # fmt: skip


def report_unknown(node: Mapping, name: str, fields: Iterable[str], path: str, report: Report) -> None:
    """Report a field that the struct does not have, with the nearest that it has."""
    entry = node.entries[name]
    value = entry.value
    at = Scalar("", entry.line, entry.column)
    if node.flow and type(value) is Scalar and not value.text and value.form == "plain":
        hint = "in braces a comma parts fields: quote a value that holds one"
        report.add(at, path + name, f"`{name}` is no field", hint=hint)
        return
    also = _ALSO_CALLED.get(name, "")
    near = (also,) if also in fields and also not in node.entries else tuple(nearest(name, fields))
    better = f"write: {near[0]}: {scalar(value.text)}" if near and type(value) is Scalar and value.text else None
    report.add(at, path + name, f"`{name}` is no field here", expected=", ".join(fields), nearest=near, hint=better)


def report_missing(node: Mapping, required: Table[str, str], path: str, report: Report, *, since: int = 0) -> None:
    """Report each required field that is not there, unless a fault reported since then offers it as nearest."""
    offered = {fault.nearest[0] for fault in report.faults[since:] if fault.nearest}
    for name, meaning in required.items():
        if name not in node.entries and name not in offered:
            report.add(node, path + name, f"`{name}` is missing", expected=meaning or None, hint=f"add: {name}: …")
