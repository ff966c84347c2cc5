"""Of what is withheld no page tells a word, whoever asks for what in whatever form."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from archive.web.serve import application, readable
from tests.cli.hidden import FACTS, HIDDEN, WORD, hidden_archive

FORMS = ("", ".json?_size=max&_shape=array", ".csv?_stream=1&_labels=on")


def asked(file: Path, addresses: list[str]) -> dict[str, str]:
    """Return what is answered at the addresses."""

    async def ask() -> dict[str, str]:
        pages = application(file)
        await pages.invoke_startup()
        return {address: (await pages.client.get(address)).text for address in addresses}

    return asyncio.run(ask())


@pytest.mark.parametrize("at_once", [True, False], ids=["withheld at once", "withheld later"])
def test_no_page_and_no_query_has_a_word_of_it(tmp_path: Path, at_once: bool) -> None:
    file = hidden_archive(tmp_path, at_once=at_once)
    with readable(file) as served:
        assert served != file
        assert WORD.encode() not in served.read_bytes()
        with closing(sqlite3.connect(served)) as db:
            tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            there = db.execute("SELECT position FROM events WHERE standing = 'withheld' AND kind <> 'claim.ranked'")
            positions = [position for (position,) in there]
        addresses = [f"/hidden/{table}{form}" for table in tables for form in FORMS]
        addresses += [f"/hidden/events/{position}{form}" for position in positions for form in ("", ".json")]
        addresses += [
            f"/hidden/events.json?_search={WORD}&_shape=array",
            "/hidden.json?sql=select+*+from+events&_shape=array",
        ]
        pages = asked(served, addresses)
    assert len(positions) == len(HIDDEN)
    assert "A book" in pages["/hidden/sources.json?_size=max&_shape=array"]
    assert [address for address, text in pages.items() if WORD in text] == []
    assert not served.exists()


def test_what_once_rested_on_it_is_not_served(tmp_path: Path) -> None:
    with readable(hidden_archive(tmp_path, at_once=False)) as served, closing(sqlite3.connect(served)) as db:
        answers = " ".join(answer for (answer,) in db.execute("SELECT answer FROM periods"))
    assert "ar-member" in answers
    assert [key for key in FACTS if f'"{key}"' in answers] == []


def test_where_nothing_is_withheld_the_archive_itself_is_served(archive_file: Path) -> None:
    with readable(archive_file) as served:
        assert served == archive_file
