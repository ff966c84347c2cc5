"""A Data Package: tables in one folder, with `datapackage.json` that tells what they hold (Table Schema)."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from archive.exchange.exports.tables import Column, Kind, Table
from archive.exchange.files.putting import MARK

TYPES: Mapping[Kind, str] = {
    "text": "string", "integer": "integer", "boolean": "boolean", "day": "date", "edtf": "string", "json": "object",
}  # fmt: skip

DESCRIPTION = "Who belonged to what, on which day, as which sources tell it. An empty cell is not recorded, or open."
PROFILE = "tabular-data-package"

Tell = Callable[[int, int], None]


class Form(NamedTuple):
    """How tables are written: the ending of their files, the media type, what writes one, what is told of each."""

    ending: str
    mediatype: str
    write: Callable[[Path, Table], None]
    more: Mapping[str, Any]


class About(NamedTuple):
    """What the package says of itself: its title, the log it is of, its licence where one is known."""

    title: str
    created: str | None
    position: int
    root: str
    licence: Mapping[str, str] | None = None
    question: Mapping[str, Any] | None = None


def write(folder: Path, tables: Sequence[Table], about: About, form: Form, tell: Tell | None = None) -> None:
    """Write the package into an empty folder."""
    resources: list[dict[str, Any]] = []
    for number, table in enumerate(tables, 1):
        path = folder / f"{table.name}.{form.ending}"
        form.write(path, table)
        resources.append(_resource(table, path, form, {one.name for one in tables}))
        if tell is not None:
            tell(number, len(tables))
    text = json.dumps(_package(about, resources), ensure_ascii=False, indent=2)
    (folder / MARK).write_text(text + "\n", encoding="utf-8")


def _package(about: About, resources: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    licences = {"licenses": [about.licence]} if about.licence else {}
    asked = {"question": about.question} if about.question else {}
    return {
        "profile": PROFILE,
        "name": "archive",
        "id": f"urn:sha256:{about.root}",
        "title": about.title,
        "description": DESCRIPTION,
        "created": about.created,
        "version": str(about.position),
        **licences,
        "sources": [{"title": "the documents that are cited: the table `sources`"}],
        **asked,
        "resources": resources,
    }  # fmt: skip


def _resource(table: Table, path: Path, form: Form, there: set[str]) -> dict[str, Any]:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    schema: dict[str, Any] = {"fields": [_field(column, table) for column in table.columns], "missingValues": [""]}
    if table.key:
        schema["primaryKey"] = list(table.key)
    links = [link for link in table.links if link.table in there]
    if links:
        schema["foreignKeys"] = [
            {
                "fields": [link.column],
                "reference": {"resource": "" if link.table == table.name else link.table, "fields": [link.to]},
            }
            for link in links
        ]
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": table.name.replace("_", " ").capitalize(),
        "description": table.description,
        "path": path.name,
        "scheme": "file",
        "format": form.ending,
        "mediatype": form.mediatype,
        "bytes": path.stat().st_size,
        "hash": f"sha256:{digest}",
        **form.more,
        "schema": schema,
    }


def _field(column: Column, table: Table) -> dict[str, Any]:
    more: dict[str, Any] = {"description": column.description} if column.description else {}
    if column.kind == "edtf":
        more["rdfType"] = "http://id.loc.gov/datatypes/edtf"
    if table.key == (column.name,):
        more["constraints"] = {"required": True, "unique": True}
    return {"name": column.name, "type": TYPES[column.kind], **more}
