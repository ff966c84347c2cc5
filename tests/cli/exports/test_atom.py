"""`archive export atom`, read by feedparser and by a parser of XML."""

import shutil
from pathlib import Path
from xml.etree import ElementTree as ET

import feedparser
import pytest

from archive.exchange.exports.atom import Entry, LinkTo, write
from tests.cli.conftest import Run, run_on

NAMES = {"a": "http://www.w3.org/2005/Atom"}


def test_the_feed_is_read_without_complaint(shipped: Run) -> None:
    text = shipped("export", "atom", "--last", "2000").out
    feed = feedparser.parse(text)
    log = shipped("log", "--limit", "2000", "--format", "json").json["events"]
    assert not feed.bozo
    assert [entry.id for entry in feed.entries] == [f"urn:sha256:{event['id']}" for event in reversed(log)]
    assert [entry.updated for entry in feed.entries] == [event["recorded_at"] for event in reversed(log)]
    assert {entry.author for entry in feed.entries} == {event["recorded_by"] for event in log}
    assert feed.feed.updated == log[-1]["recorded_at"]
    assert feed.feed.id == f"urn:sha256:{log[0]['id']}"


def test_every_entry_has_what_the_standard_asks_for(shipped: Run) -> None:
    root = ET.fromstring(shipped("export", "atom", "--last", "500").out)  # noqa: S314 - it is our own
    assert root.tag == f"{{{NAMES['a']}}}feed"
    for name in ("id", "title", "updated"):
        assert len(root.findall(f"a:{name}", NAMES)) == 1
        assert all(len(entry.findall(f"a:{name}", NAMES)) == 1 for entry in root.findall("a:entry", NAMES))
    assert all(entry.find("a:author/a:name", NAMES) is not None for entry in root.findall("a:entry", NAMES))
    assert all(entry.findtext("a:content", "", NAMES) for entry in root.findall("a:entry", NAMES))


def test_the_last_ones_and_those_after_a_position(shipped: Run) -> None:
    size = int(shipped("checkpoint").out.split()[0])
    assert len(feedparser.parse(shipped("export", "atom").out).entries) == 100
    assert len(feedparser.parse(shipped("export", "atom", "--after", str(size - 3)).out).entries) == 3
    nothing = feedparser.parse(shipped("export", "atom", "--after", str(size)).out)
    assert (nothing.bozo, nothing.entries) == (False, [])
    some = feedparser.parse(shipped("export", "atom", "--body", "sco-afghanistan-contact-group", "--last", "1000").out)
    assert 10 < len(some.entries) < 400


@pytest.fixture
def mine(small_file: Path, tmp_path: Path) -> Run:
    copy = Path(shutil.copy(small_file, tmp_path / "mine.db"))
    return lambda *words, **how: run_on(copy, *words, **how)


@pytest.mark.parametrize(
    ("kind", "more", "deed"),
    [
        ("event.retracted", [], "retracted"),
        ("event.corrected", ["--set", "gist=Other words."], "corrected"),
        ("claim.ranked", ["--standing", "rival"], "given another standing"),
    ],
)
def test_who_acts_and_who_is_acted_on_are_linked(mine: Run, kind: str, more: list[str], deed: str) -> None:
    log = mine("log", "--limit", "1000", "--format", "json").json["events"]
    target = next(event for event in log if event["kind"] == "membership.changed")
    done = mine("append", kind, "--event", target["handle"], "--reason", 'it was <misread> & "worse"', *more, "-m", "x")
    assert done.code == 0, done.err
    feed = feedparser.parse(mine("export", "atom", "--last", "1000").out)
    act = feed.entries[0]
    acted = next(entry for entry in feed.entries if entry.id == f"urn:sha256:{target['id']}")
    assert act.title.startswith(f"{deed}: ")
    assert 'it was <misread> & "worse"' in act.title
    assert [link.href for link in act.links if link.rel == "related"] == [acted.id]
    assert act.id in [link.href for link in acted.links if link.rel == "related"]
    assert f"{deed} by " in acted.content[0].value


def test_what_is_withheld_is_not_told(mine: Run) -> None:
    log = mine("log", "--limit", "1000", "--format", "json").json["events"]
    target = next(event for event in log if event["kind"] == "membership.changed")
    words = ["--event", target["handle"], "--standing", "withheld", "--reason", "a private matter", "-m", "x"]
    assert mine("append", "claim.ranked", *words).code == 0
    feed = feedparser.parse(mine("export", "atom", "--last", "1000").out)
    entry = next(one for one in feed.entries if one.id == f"urn:sha256:{target['id']}")
    assert entry.title == "membership.changed: withheld"
    assert target["title"] not in mine("export", "atom", "--last", "1000").out


@pytest.mark.parametrize(
    "text", ["<b>&amp;</b>", "]]>", "\x00\x1b\x0b", "\ufffe\uffff", "a\u2028b", "кит\U0001f40b", "\r\n\t"]
)
def test_any_text_makes_valid_xml(text: str) -> None:
    entry = Entry(
        "urn:x:1", text, "2026-01-01T00:00:00Z", text, text, text, (LinkTo("via", "https://a.b/?c=d&e", text),)
    )
    data = b"".join(write([entry], id="urn:x:0", title=text))
    root = ET.fromstring(data)  # noqa: S314 - it is our own
    found = root.findtext("a:entry/a:content", "", NAMES)
    assert found == "".join(
        sign if sign.isprintable() or sign in "\t\n\r\u2028" else "\ufffd" for sign in text
    ).replace("\r\n", "\n").replace("\r", "\n")
    assert not feedparser.parse(data).bozo
