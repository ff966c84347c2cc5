"""An Atom feed (RFC 4287): texts alone, ids that never change, and no clock."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from xml.etree import ElementTree as ET

ATOM = "http://www.w3.org/2005/Atom"
NEVER = "1970-01-01T00:00:00Z"
"""When a feed without any entry was last updated: it must say so."""

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class LinkTo(NamedTuple):
    """A link: what it is to the entry (`related`, `via`), where to, and what is there."""

    rel: str
    href: str
    title: str


class Entry(NamedTuple):
    """One entry; `updated` is an instant, `content` plain text."""

    id: str
    title: str
    updated: str
    author: str
    category: str
    content: str
    links: tuple[LinkTo, ...] = ()


def write(entries: Iterable[Entry], *, id: str, title: str) -> Iterator[bytes]:
    """Yield the feed in pieces: its head, each entry, its end."""
    every = list(entries)
    updated = max((entry.updated for entry in every), default=NEVER)
    head = [("id", id), ("title", title), ("updated", updated), ("generator", "archive export atom")]
    yield f'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="{ATOM}">\n'.encode()
    for name, text in head:
        yield _bytes(_element(name, text))
    for entry in every:
        yield _bytes(_entry(entry))
    yield b"</feed>\n"


def is_address(text: str | None) -> bool:
    """Return whether a text is an address of the web that a link may have."""
    return bool(text and re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+", text))


def _entry(entry: Entry) -> ET.Element:
    element = ET.Element("entry")
    element.append(_element("id", entry.id))
    element.append(_element("title", entry.title))
    element.append(_element("updated", entry.updated))
    author = ET.SubElement(element, "author")
    author.append(_element("name", entry.author))
    ET.SubElement(element, "category", term=_clean(entry.category))
    for link in entry.links:
        ET.SubElement(element, "link", rel=link.rel, href=_clean(link.href), title=_clean(link.title))
    content = _element("content", entry.content)
    content.set("type", "text")
    element.append(content)
    return element


def _element(name: str, text: str) -> ET.Element:
    element = ET.Element(name)
    element.text = _clean(text)
    return element


def _clean(text: str) -> str:
    """Return a text without the characters that XML cannot hold: each becomes the sign for one."""
    return _NO_XML.sub("\ufffd", text)


def _bytes(element: ET.Element) -> bytes:
    return ET.tostring(element, encoding="unicode").encode() + b"\n"
