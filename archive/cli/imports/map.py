"""`archive import csv|tsv|yaml|json`: rows of others, by a map, as one batch of events."""

import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import click

from archive.cli.append.write import signed
from archive.cli.asking.files import archive_path
from archive.cli.imports.page import imported_json, imported_lines
from archive.cli.printing.output import show_json
from archive.cli.printing.progress import stages
from archive.cli.printing.screen import note, screen, show
from archive.exchange.files import shipped
from archive.exchange.files.limits import Source
from archive.exchange.files.putting import ANOTHER, writing_file
from archive.exchange.maps.file import read_map
from archive.exchange.maps.importing import Aside, Import, refuse_undated
from archive.exchange.maps.map import Map
from archive.exchange.outside.matching import matcher_of
from archive.exchange.rows.row import Form
from archive.exchange.rows.skipped import SkippedRows
from archive.model.errors import UsageError
from archive.model.event import Draft
from archive.model.nearest import nearest
from archive.store.file.connect import open_writing
from archive.store.writing.write import rehearse, write

SHOWN = 10
"""Events that --dry-run shows."""

HELP = """Add the events that a map makes of the rows of FILE (- is standard input){what}.

Rows are matched to entities by identifier, then by exact name. One wrong row refuses the whole file, unless
--skip-bad puts such rows aside. --map is a file, or the name of a map that travels with the program: {maps}.

\b
Example:
  archive import {form} maps/examples/{example} \\
    --map maps/examples/{map} --create --dry-run
"""


def import_command(form: Form, what: str, example: str, map: str) -> click.Command:
    """Return the command that imports files of a form."""

    @click.command(
        name=form, help=HELP.format(form=form, what=what, example=example, map=map, maps=", ".join(shipped.maps()))
    )
    @click.argument("file")
    @click.option("--map", "map_name", required=True, metavar="MAP", help="what the rows mean: a file, or a name")
    @click.option(
        "--set", "given", multiple=True, metavar="NAME=VALUE", help="a setting of the map; repeat for several"
    )
    @click.option("--create", is_flag=True, help="register entities that are not known")
    @click.option("--skip-bad", metavar="FILE", help="put bad rows aside, with the reason; import the rest")
    @click.option("-m", "--why", help="why it is added (kept with the batch)")
    @click.option("--as", "by", metavar="HANDLE", help="who adds it: a handle, no address [ARCHIVE_BY, login]")
    @click.option("--dry-run", is_flag=True, help="show what would come of it; write nothing")
    @click.option("--format", type=click.Choice(["table", "json"]), default="table", help="of what is printed")
    @click.pass_context
    def run(ctx: click.Context, /, file: str, map_name: str, given: tuple[str, ...], **how: Any) -> None:  # noqa: ANN401 - click's
        meant = find_map(map_name, settings_of(given))
        fitting = meant.in_form(form)
        if fitting is None:
            there = meant.rows.layout.form
            raise UsageError(f"the map {map_name} is for {there} files", hint=f"archive import {there} {file} …")
        _run(ctx, fitting, file, **how)

    return run


def find_map(name: str, settings: dict[str, str]) -> Map:
    """Return the map of a file, or the shipped one of that name."""
    path = Path(name)
    known = shipped.maps()
    if name in known and not path.is_file():
        return read_map(known[name], settings)
    if not path.is_file():
        close = nearest(path.stem, known)
        near = f"; nearest: {', '.join(close)}" if close else ""
        raise UsageError(f"no map is called {name!r}{near}", hint=f"a file, or one of {', '.join(known)}")
    return read_map(path, settings)


def settings_of(given: tuple[str, ...]) -> dict[str, str]:
    """Return NAME=VALUE texts by name."""
    for text in given:
        if not text.partition("=")[1]:
            raise UsageError(f"--set {text}: no value", hint="write --set NAME=VALUE")
    return {name.strip(): value for name, _, value in (text.partition("=") for text in given)}


def _run(
    ctx: click.Context, map: Map, file: str, *, create: bool, skip_bad: str | None, why: str | None, by: str | None,
    dry_run: bool, format: str,
) -> None:  # fmt: skip
    refuse_undated(map)
    signature = signed(by=by, why=why, dry_run=dry_run)
    source: Source = sys.stdin.buffer if file == "-" else Path(file)
    name = "standard input" if file == "-" else Path(file).name or file
    with closing(open_writing(archive_path(ctx))) as db, _aside(skip_bad, dry_run=dry_run) as aside:
        work = Import(map, matcher_of(db), file=name, create=create, aside=aside)
        first: list[Draft] = []
        appended = (rehearse if dry_run else write)(
            db, _keeping(work.drafts(source), first), signature, distinct=True, progress=stages()
        )  # fmt: skip
    if skip_bad is not None and work.tally.bad:
        done = "would be left out" if dry_run else f"left out, and written to {skip_bad}"
        note(f"note: {work.tally.bad} bad row{'s' * (work.tally.bad > 1)} {done}")
    if not work.tally.rows:
        note(f"note: {name} has no rows, or the map leaves all out ([file] when, unless; --set)")
    if format == "json":
        show_json(imported_json(appended, work.tally, dry_run=dry_run))
    else:
        show(imported_lines(appended, work.tally, first if dry_run else [], dry_run=dry_run), screen())


def _keeping(drafts: Iterator[Draft], first: list[Draft]) -> Iterator[Draft]:
    for draft in drafts:
        if draft.envelope.date and len(first) < SHOWN:
            first.append(draft)
        yield draft


@contextmanager
def _aside(path: str | None, *, dry_run: bool) -> Iterator[Aside | None]:
    """Give what takes bad rows: a file that is there when all has gone well; nothing without a path."""
    if path is None:
        yield None
    elif dry_run:
        yield lambda _row, _columns, _reasons: None
    else:
        with writing_file(Path(path), taken=ANOTHER) as stream:
            rows = SkippedRows(stream)
            yield rows
            rows.close()


csv_command = import_command("csv", "", "members.csv", "members.toml")
tsv_command = import_command("tsv", ", a table with tabs", "members.tsv", "members.toml")
yaml_command = import_command("yaml", ", nested YAML", "people.yaml", "people.toml")
json_command = import_command("json", ", nested JSON", "people.json", "people.toml")
