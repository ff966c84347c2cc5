"""The part of a map that tells which rows there are: [file] and [wide]."""

import codecs
from collections.abc import Mapping
from typing import get_args

from archive.exchange.maps.map import Condition, Conditions, RowsRule, Wide
from archive.exchange.maps.sections import Section
from archive.exchange.rows.row import Form, Layout
from archive.model.nearest import nearest

FILLED = "*"
"""In a condition: anything but empty."""


def read_rows_rule(section: Section, wide: Section | None, settings: Mapping[str, str]) -> RowsRule:
    """Return how rows are found and which count."""
    form = section.word("form", get_args(Form), required=True)
    layout = Layout(
        form=form or "csv",  # type: ignore[arg-type]  # one of its words
        encoding=_encoding(section), delimiter=_letter(section, "delimiter"),
        quote=_letter(section, "quote"), path=section.text("rows"), header=section.texts("header"),
        empty=section.texts("empty"),
    )  # fmt: skip
    if form in ("yaml", "json") and not layout.path:
        section.fault("rows", "`rows` is missing", expected="the path to the rows", hint='such as rows = "*.terms.*"')
    if form in ("csv", "tsv") and layout.path:
        section.fault("rows", f"a {form} file has no paths", hint="leave it out")
    found = RowsRule(
        layout=layout, only=read_conditions(section, settings), last_of=section.texts("last_of"),
        wide=_wide(wide) if wide is not None else None,
    )  # fmt: skip
    section.done()
    return found


def read_conditions(section: Section, settings: Mapping[str, str]) -> Conditions:
    """Return the conditions `when` and `unless` of a section; their texts may be settings."""
    return Conditions(_conditions(section.section("when"), settings), _conditions(section.section("unless"), settings))


def _conditions(section: Section, settings: Mapping[str, str]) -> tuple[Condition, ...]:
    found: list[Condition] = []
    for column in section.rest():
        texts = tuple(_meant(section, column, text, settings) for text in section.texts(column))
        filled = texts == (FILLED,)
        found.append(Condition(column, frozenset() if filled else frozenset(texts), filled))
        if not texts:
            section.fault(column, "the list is empty", hint='write "" for an empty cell, "*" for any other')
    return tuple(found)


def _meant(section: Section, column: str, text: str, settings: Mapping[str, str]) -> str:
    """Return the text of a condition with its settings; a column in it is a fault: texts are compared, not cells."""
    made = section.as_template(column, text, settings)
    for slot in made.slots:
        named = f"{{@{slot.name}}} is no setting" if slot.ours else f"{{{slot.name}}}: no column can stand here"
        section.fault(column, named, expected="a text, or a setting", near=nearest(slot.name, settings))
    return made.constant or ""


def _wide(section: Section) -> Wide:
    wide = Wide(
        columns=section.text("columns", required='the columns that become rows: "first..last"'),
        name=section.text("name", required="a name for the cell with the name of the column"),
        value=section.text("value", required="a name for the cell with the value"),
        over=section.text("over"), by=section.texts("by"), absent=frozenset(section.texts("absent")),
        untold=frozenset(section.texts("untold")), covered=section.text("covered"), flag=section.text("flag"),
    )  # fmt: skip
    if ".." not in wide.columns:
        section.fault("columns", "not a range of columns", value=wide.columns, expected='"first..last", both in')
    if wide.covered and not wide.covered.isdigit():
        section.fault("covered", "not a year", value=wide.covered)
    if not wide.over and (wide.by or wide.untold or wide.covered):
        section.fault("over", "`over` is missing", expected="the column of the year, for spells")
    section.done()
    return wide


def _encoding(section: Section) -> str:
    encoding = section.text("encoding", default="utf-8")
    try:
        codecs.lookup(encoding)
    except (LookupError, ValueError):
        section.fault(
            "encoding", "no encoding is called so", value=encoding, expected="utf-8, utf-16, latin-1, cp1252 …"
        )
        return "utf-8"
    return encoding


def _letter(section: Section, key: str) -> str | None:
    """Return a single letter, or none where "" is written; None where nothing is."""
    if key not in section:
        return None
    text = section.text(key)
    if len(text) > 1:
        section.fault(key, "more than one letter", value=text)
    return text[:1]
