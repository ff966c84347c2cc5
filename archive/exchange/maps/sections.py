"""The sections of a map file: their values taken one by one, every fault with its line, what is left over refused."""

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from archive.exchange.maps.templates import NOTHING, Template, TemplateError, template
from archive.exchange.trees.nodes import Scalar
from archive.exchange.trees.report import Report
from archive.exchange.trees.scalars import Reader
from archive.model.nearest import nearest

_HEADER = re.compile(r"\s*\[(\[)?\s*(.+?)\s*\]?\]\s*(?:#.*)?$")
_KEY = re.compile(r"""\s*("[^"]*"|'[^']*'|[\w@*-]+(?:\s*\.\s*(?:"[^"]*"|[\w@-]+))*)\s*=""")


def lines_of(text: str) -> dict[str, int]:
    """Return the line of each section and key of a TOML text, as far as lines tell: `source.id`, `events[0].kind`."""
    found: dict[str, int] = {}
    counts: dict[str, int] = {}
    section = ""
    for number, line in enumerate(text.splitlines(), 1):
        if match := _HEADER.match(line):
            section = ".".join(part.strip().strip("\"'") for part in match[2].split("."))
            if match[1]:
                counts[section] = counts.get(section, -1) + 1
            head, *rest = section.split(".")
            section = ".".join([f"{head}[{counts[head]}]" if head in counts else head, *rest])
            found.setdefault(section, number)
        elif match := _KEY.match(line):
            name = ".".join(part.strip().strip("\"'") for part in match[1].split("."))
            found.setdefault(f"{section}.{name}" if section else name, number)
    return found


class Section:
    """One table of a map file. Each reading of a key takes it out; `done` reports the keys that nobody asked for."""

    def __init__(self, path: str, data: object, report: Report, lines: Mapping[str, int]) -> None:
        self.path = path
        self._report = report
        self._lines = lines
        self._asked: list[str] = []
        self._left: dict[str, Any] = {}
        if isinstance(data, dict):
            self._left = dict(data)
        elif data is not None:
            self.fault("", f"{_said(data)} where a table is expected", expected=f"[{path}]")

    def __contains__(self, key: str) -> bool:
        self._asked.append(key)
        return key in self._left

    def fault(
        self, key: str, message: str, *, value: str = "", expected: str | None = None, near: Iterable[str] = (),
        hint: str | None = None,
    ) -> None:  # fmt: skip
        """Report a fault of a key, or of the whole section."""
        field = ".".join(part for part in (self.path, key) if part)
        at = Scalar(value, self.line(key))
        self._report.add(at, field, message, expected=expected, nearest=near, hint=hint)

    def line(self, key: str = "") -> int:
        """Return the line of a key, or of what holds it; 0 where that is not known."""
        name = ".".join(part for part in (self.path, key) if part)
        while name:
            if name in self._lines:
                return self._lines[name]
            name = name[: max(name.rfind("."), name.rfind("["), 0)]
        return 0

    def text(self, key: str, *, default: str = "", required: str = "") -> str:
        """Return a text; where it is missing the default, with a fault if it is `required` (which says for what)."""
        value = self._take(key)
        if value is None:
            if required:
                self.fault(key, f"`{key}` is missing", expected=required, hint=f'add: {key} = "…"')
            return default
        text = _text_of(value)
        if text is None:
            self.fault(key, f"{_said(value)} where a text is expected", hint=f'write: {key} = "…"')
        return default if text is None else text

    def word(self, key: str, words: Iterable[str], *, default: str = "", required: bool = False) -> str:
        """Return one of the words."""
        known = list(words)
        text = self.text(key, default=default, required=", ".join(known) if required else "")
        if text and text not in known:
            self.fault(key, "not one of its words", value=text, expected=", ".join(known), near=nearest(text, known))
            return default
        return text

    def truth(self, key: str) -> bool:
        """Return true or false; false where it is missing."""
        value = self._take(key)
        if not isinstance(value, bool | None):
            self.fault(key, f"{_said(value)} where true or false is expected")
        return value is True

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts; a single one is a list of one."""
        value = self._take(key)
        items = value if isinstance(value, list) else [] if value is None else [value]
        texts = [_text_of(item) for item in items]
        if None in texts:
            self.fault(key, "something else than texts in the list", hint=f'write: {key} = ["…", "…"]')
        return tuple(text for text in texts if text is not None)

    def template(self, key: str, settings: Mapping[str, str], *, required: str = "") -> Template:
        """Return a template, of a list the first with the others behind it; NOTHING where there is none that reads."""
        if not isinstance(self._left.get(key), list):
            there = key in self
            return self.as_template(key, self.text(key, required=required), settings) if there or required else NOTHING
        made = [self.as_template(key, text, settings) for text in self.texts(key)]
        if not made:
            self.fault(key, "the list is empty", expected=required or None)
        return replace(made[0], others=tuple(made[1:])) if made else NOTHING

    def as_template(self, key: str, text: str, settings: Mapping[str, str]) -> Template:
        """Return the template of a text that stands under the key."""
        try:
            return template(text, settings)
        except TemplateError as error:
            self.fault(key, error.message, value=text, hint=error.hint)
            return NOTHING

    def section(self, key: str) -> "Section":
        """Return a section in this one; an empty one where it is missing."""
        return Section(f"{self.path}.{key}" if self.path else key, self._take(key), self._report, self._lines)

    def sections(self, key: str) -> list["Section"]:
        """Return the sections of a list of tables, [[key]]."""
        value = self._take(key)
        if not isinstance(value, list | None):
            self.fault(key, f"{_said(value)} where a list of tables is expected", expected=f"[[{key}]]")
        path = f"{self.path}.{key}" if self.path else key
        items = value if isinstance(value, list) else []
        return [Section(f"{path}[{number}]", item, self._report, self._lines) for number, item in enumerate(items)]

    def check(self, key: str, text: str, read: Reader) -> None:
        """Report what the reader of a field has against a text under the key."""
        read(Scalar(text, self.line(key)), ".".join(part for part in (self.path, key) if part), self._report)

    def is_table(self, key: str) -> bool:
        """Tell whether a table stands under the key."""
        return isinstance(self._left.get(key), dict)

    def rest(self) -> Iterator[str]:
        """Yield the keys that are left, for a section whose keys are names that the map makes."""
        yield from list(self._left)

    def pairs(self) -> dict[str, str]:
        """Return all that is left as texts by key."""
        return {key: self.text(key) for key in self.rest()}

    def done(self) -> None:
        """Report each key that is left, with the nearest of those that were asked for."""
        for key in self._left:
            near = nearest(key, (name for name in self._asked if name not in self._left))
            self.fault(key, f"`{key}` is no key here", expected=", ".join(dict.fromkeys(self._asked)), near=near)

    def _take(self, key: str) -> Any:  # noqa: ANN401 - whatever TOML holds
        self._asked.append(key)
        return self._left.pop(key, None)


def _text_of(value: object) -> str | None:
    """Return a text, a whole number or a day as text; None of anything else."""
    if isinstance(value, str):
        return value
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value.isoformat()
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else None


def _said(value: object) -> str:
    names = {bool: "true or false", int: "a number", float: "a number", str: "a text", list: "a list", dict: "a table"}
    return names.get(type(value), "a date or time")
