"""What docs/json.md promises: its table of forms; and archives that the forms are asked of."""

import json
import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from tests.cli.forms import EXAMPLES, MAPS, Form
from tests.cli.shapes import Shapes
from tests.house.repository import ROOT
from tests.questions.small import build
from tests.questions.world import build_world

PAGE = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
ODD = tuple(Path(__file__).with_name(name) for name in ("odd.yml", "odd-later.yml"))


class Table:
    """The table "At a glance": which type a form prints, and the columns of its rows."""

    def __init__(self, page: str, shapes: Shapes) -> None:
        self.types: dict[str, str] = {}
        self._cells: dict[str, list[str]] = {}
        self._shapes = shapes
        for line in page.partition("## At a glance")[2].partition("\n## ")[0].splitlines():
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            if len(cells) == 4 and cells[0].startswith("`"):
                for name in re.split(r", (?=`)", cells[0]):
                    self.types[name.replace("`", "")] = cells[1].strip("`")
                    self._cells[name.replace("`", "")] = re.findall(r"`([^`]+)`", cells[3])

    def columns(self, row: str) -> list[str]:
        """Return the columns of the CSV of a form, types spread into their fields."""
        return [column for word in self._cells[row] for column in self._spread(word)]

    def _spread(self, word: str) -> list[str]:
        if word == "before_…":
            return [f"{side}_{name}" for name in self._spread("Answer")[1:] for side in ("before", "after")]
        if word == "after_…":
            return []
        if not word[0].isupper():
            return [word]
        spread: list[str] = []
        for name in self._shapes.fields(word):
            bounds = name.removesuffix("_bounds")
            ends = [f"{bounds}_earliest", f"{bounds}_latest"]
            spread += ends if bounds != name else ["sources" if name == "citations" else name]
        return spread


class Archives:
    """Archives in a folder by name, and the words of a form with what they stand for."""

    def __init__(self, folder: Path, shipped: Path) -> None:
        self._folder, self._shipped = folder, shipped
        small = build(folder / "small.db")
        build(folder / "odd.db", ODD)
        build_world(folder / "world.db")
        for name in ("written", "tagged", "imported", "forged", "stale", "blotted"):
            shutil.copy(small, folder / f"{name}.db")
        _change(
            folder / "forged.db", "DROP TRIGGER events_no_update", "UPDATE events SET gist = 'So.' WHERE position = 25"
        )
        _change(folder / "stale.db", """UPDATE periods SET answer = '{"value": null, "certainty": "unknown"}'""")
        _blot(folder / "blotted.db")
        kept = folder / "kept.json"
        kept.write_text(json.dumps({"size": 43, "root": "00" * 32}), encoding="utf-8")
        self.names = {"kept": kept, "maps": MAPS, "examples": EXAMPLES, "events": ROOT / "events"}

    def file(self, name: str) -> Path:
        """Return the file of an archive; one that is written to is always as it was at first."""
        if name == "written":
            shutil.copy(self._folder / "small.db", self._folder / "written.db")
        return self._shipped if name == "shipped" else self._folder / f"{name}.db"

    def words(self, form: Form) -> list[str]:
        """Return the words of a form, with names put in."""
        return [word.format(**self.names) for word in form.words.split()]


def _blot(file: Path) -> None:
    """Overwrite a few bytes of an index."""
    with closing(sqlite3.connect(file)) as db:
        ((size,), (root,)) = (
            db.execute(sql).fetchone()
            for sql in ("PRAGMA page_size", "SELECT rootpage FROM sqlite_master WHERE name = 'names_folded'")
        )
    pages = bytearray(file.read_bytes())
    pages[root * size - 40 : root * size - 20] = bytes(20)
    file.write_bytes(pages)


def _change(file: Path, *statements: str) -> None:
    with closing(sqlite3.connect(file)) as db, db:
        for statement in statements:
            db.execute(statement)
