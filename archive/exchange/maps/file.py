"""The file of a map, in TOML: read and checked as a whole, with every fault at once."""

import tomllib
from collections.abc import Mapping
from importlib.resources.abc import Traversable
from pathlib import Path

from archive.exchange.files.decoding import decode
from archive.exchange.files.first_bytes import LOOKED_AT, refuse_binary
from archive.exchange.maps.check import check_names, check_own_dates
from archive.exchange.maps.dates import DateReader, form_fault
from archive.exchange.maps.events import DATED
from archive.exchange.maps.file_rows import read_rows_rule
from archive.exchange.maps.file_rules import read_ends, read_entities, read_events, reader_of_kind
from archive.exchange.maps.map import Map
from archive.exchange.maps.sections import Section, lines_of
from archive.exchange.maps.templates import Template
from archive.exchange.trees.report import Report, refuse_if_any
from archive.kinds.families.source import SourceRegistered
from archive.model.dates import parse
from archive.model.errors import DateError, Fault, FaultsError, UsageError
from archive.model.nearest import nearest

_SOURCE = ("id", *(name for name in SourceRegistered.__struct_fields__ if name not in ("source", "covers", "size")))
_TABLE_FILE = "@file"


def read_map(file: Path | Traversable, settings: Mapping[str, str] | None = None) -> Map:
    """Return the map of a file with its settings filled in; raises FaultsError with every fault of it.

    Tables that the map takes from other files are in the folder of the map.
    """
    try:
        data = file.read_bytes()
    except OSError as error:
        raise UsageError(f"{file}: cannot be read: {error.strerror}", hint="check the path") from error
    return parse_map(data, name=file.name, settings=settings, folder=file.parent if isinstance(file, Path) else None)


def parse_map(
    data: bytes, *, name: str, settings: Mapping[str, str] | None = None, folder: Traversable | None = None
) -> Map:
    """Return the map of the bytes of a file; see read_map."""
    found, lines = _toml(data, name)
    report = Report(name)
    made = _map(Section("", found, report, lines), settings or {}, folder)
    refuse_if_any(report.faults)
    return made


def _toml(data: bytes, name: str) -> tuple[dict[str, object], dict[str, int]]:
    refuse_binary(data[:LOOKED_AT], file=name)
    text = decode(data, file=name)
    try:
        return tomllib.loads(text), lines_of(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        told = str(error)
        line = told.rpartition("at line ")[2].partition(",")[0]
        fault = Fault(
            f"this is not TOML: {told[:1].lower()}{told[1:]}", file=name, line=int(line) if line.isdigit() else None,
            hint='a text stands in quotes: key = "text"; the shipped maps are examples',
        )  # fmt: skip
        raise FaultsError([fault]) from error


def _map(root: Section, given: Mapping[str, str], folder: Traversable | None) -> Map:
    about = root.text("about", required="one sentence on the data")
    settings = _settings(root.section("settings"), given)
    citation = root.section("citation")
    cited = {
        "at": citation.template("at", settings, required="where in the source, such as a key or row {@row}"),
        "says": citation.template("says", settings, required="what it says, in our words"),
    }
    citation.done()
    source = root.section("source")
    future = source.word("future", ("expected", "states"), default="expected")
    entities = read_entities(root.section("entities"), settings)
    wide = root.section("wide") if "wide" in root else None
    made = Map(
        about=about, rows=read_rows_rule(root.section("file"), wide, settings),
        source=_source(source, settings), future=future, dates=_dates(root.section("dates")),  # type: ignore[arg-type]  # one of its words
        tables=_tables(root.section("tables"), folder), entities=entities,
        events=read_events(root, settings, entities, read_ends(root.section("ends"), settings), cited),
    )  # fmt: skip
    root.done()
    check_names(root, made)
    check_own_dates(root, made)
    return made


def _settings(section: Section, given: Mapping[str, str]) -> dict[str, str]:
    """Return the settings of the map, as given or by default."""
    found: dict[str, str] = {}
    for name in section.rest():
        if section.is_table(name):
            one = section.section(name)
            needed = "default" not in one
            default, about = one.text("default"), one.text("about", required="what it is for")
            one.done()
            if needed and not given.get(name):
                section.fault(name, "no value is given", expected=about or None, hint=f"give it: --set {name}=…")
        else:
            default = section.text(name)
        found[name] = given.get(name, default)
    for name in given.keys() - found.keys():
        section.fault(name, f"--set {name}: the map has no such setting", near=nearest(name, found))
    return found


def _source(section: Section, settings: Mapping[str, str]) -> dict[str, Template]:
    needed = {
        "id": "an id for the source, a slug",
        "publisher": "who publishes it",
        "title": "its title",
    }
    found = {name: section.template(name, settings, required=needed.get(name, "")) for name in _SOURCE}
    for name, made in found.items():
        if made.constant and name in reader_of_kind(SourceRegistered).fields and name not in DATED:
            section.check(name, made.constant, reader_of_kind(SourceRegistered).fields[name][1])
    section.done()
    return {name: made for name, made in found.items() if made.parts}


def _dates(section: Section) -> DateReader:
    forms = section.texts("forms") or ("edtf",)
    for form in forms:
        if fault := form_fault(form):
            section.fault("forms", fault, value=form, expected="edtf, range, or a strptime form such as %d.%m.%Y")
    ends: dict[str, str] = {}
    for name in ("first", "last"):
        text = section.text(name)
        try:
            ends[name] = parse(text).text if text else ""
        except DateError as error:
            section.fault(name, error.message.splitlines()[0], value=text, near=error.nearest)
    section.done()
    return DateReader(forms, first=ends.get("first", ""), last=ends.get("last", ""))


def _tables(section: Section, folder: Traversable | None) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for name in section.rest():
        one = section.section(name)
        shared = one.text(_TABLE_FILE)
        found[name] = {**(_shared(one, shared, folder) if shared else {}), **one.pairs()}
        one.done()
    return found


def _shared(section: Section, name: str, folder: Traversable | None) -> dict[str, str]:
    """Return the table of a file beside the map."""
    file = folder / name if folder is not None and "/" not in name and "\\" not in name else None
    if file is None or not file.is_file():
        section.fault(_TABLE_FILE, "there is no such file beside the map", value=name)
        return {}
    found, _ = _toml(file.read_bytes(), name)
    return {key: value for key, value in found.items() if isinstance(value, str)}
