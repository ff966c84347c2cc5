"""Datasette on the archive, as a visitor and as a browser see it."""

import re
import shutil
import sqlite3
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from archive.exchange.files.shipped import metadata

METADATA = yaml.safe_load(metadata().read_text(encoding="utf-8"))["databases"]["archive"]
TABLES = [name for name, told in METADATA["tables"].items() if not told.get("hidden")]
EXAMPLES = [
    (name, example.replace("&amp;", "&"))
    for name, query in METADATA["queries"].items()
    for example in re.findall(r'href="(\?[^"]*)"', query.get("description_html", ""))
]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM = next((found for name in BROWSERS if (found := shutil.which(name))), None)


def rows_of(address: str) -> list[dict[str, Any]]:
    answer = httpx.get(address, timeout=30)
    assert answer.status_code == 200, answer.text[:500]
    return list(answer.json())


@pytest.mark.parametrize("table", TABLES)
def test_every_table_has_a_page_with_its_words(served: str, table: str) -> None:
    page = httpx.get(f"{served}/archive/{table}", timeout=30)
    assert page.status_code == 200
    assert METADATA["tables"][table]["description"].split(":")[0] in page.text
    assert rows_of(f"{served}/archive/{table}.json?_shape=array&_size=3")


@pytest.mark.parametrize("query", METADATA["queries"])
def test_every_query_answers_without_parameters(served: str, query: str) -> None:
    assert httpx.get(f"{served}/archive/{query}", timeout=30).status_code == 200
    assert rows_of(f"{served}/archive/{query}.json?_shape=array")


@pytest.mark.parametrize(("query", "example"), EXAMPLES)
def test_every_example_of_a_query_finds_something(served: str, query: str, example: str) -> None:
    assert rows_of(f"{served}/archive/{query}.json{example}&_shape=array")


def test_the_state_on_a_date_is_that_of_the_command_line(served: str) -> None:
    rows = rows_of(f"{served}/archive/state_on_a_date.json?date=2024-06-13&body=sco&_shape=array")
    assert Counter(row["status"] for row in rows) == {"member": 9, "observer": 3, "dialogue-partner": 14}


def test_parameters_are_in_their_order_and_none_is_called_on() -> None:
    assert METADATA["queries"]["state_on_a_date"]["params"] == ["date", "body"]
    named = [name for query in METADATA["queries"].values() for name in query.get("params", [])]
    assert all(isinstance(name, str) and name != "on" for name in named)


def test_rows_link_to_entities_and_events(served: str) -> None:
    page = httpx.get(f"{served}/archive/memberships", timeout=30).text
    assert "/archive/entities/belarus" in page
    assert re.search(r"/archive/events/\d+", page)


def test_search_finds_events_in_full_text(served: str) -> None:
    rows = rows_of(f"{served}/archive/events.json?_search=Norov&_shape=array")
    assert rows
    assert any("Norov" in (row["gist"] or "") for row in rows)


def test_nothing_can_be_written_over_the_web(served: str, archive_file: Path) -> None:
    before = sqlite3.connect(archive_file).execute("SELECT count(*) FROM events").fetchone()
    answer = httpx.get(f"{served}/archive.json", params={"sql": "delete from sources"}, timeout=30)
    assert answer.status_code == 400
    assert sqlite3.connect(archive_file).execute("SELECT count(*) FROM events").fetchone() == before


def test_datasette_itself_takes_file_and_metadata(archive_file: Path, tmp_path: Path) -> None:
    described = tmp_path / "metadata.yml"
    described.write_text(metadata().read_text(encoding="utf-8"), encoding="utf-8")
    address = "/archive/state_on_a_date.json?date=2017-06-01&body=sco&_shape=array"
    command = [sys.executable, "-m", "datasette", str(archive_file), "-m", str(described), "--get", address]
    done = subprocess.run(command, capture_output=True, check=True, text=True)
    assert done.stdout.count('"member":') == 18


@pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here: no page is looked at in a browser")
@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/", ["An event-sourced archive", "the SCO on 13 June 2024", "CC0"]),
        ("/archive/memberships", ["Belarus", "dialogue-partner", "Shanghai Cooperation Organisation"]),
        ("/archive/state_on_a_date?date=2024-06-13&body=sco", ["Afghanistan", "observer", "Kazakhstan"]),
    ],
)
def test_a_page_in_a_real_browser(served: str, tmp_path: Path, address: str, words: list[str]) -> None:
    command = [
        str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
        f"--user-data-dir={tmp_path}", "--virtual-time-budget=10000", "--dump-dom", f"{served}{address}",
    ]  # fmt: skip
    page = subprocess.run(command, capture_output=True, check=True, text=True, timeout=120).stdout
    for word in words:
        assert word in page
