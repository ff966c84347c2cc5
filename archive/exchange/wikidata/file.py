"""Files of Wikidata: the page of an entity, the answer of its service, an array, JSON Lines or a dump, as a stream."""

import codecs
import json
from collections.abc import Iterator
from itertools import chain
from typing import Any, BinaryIO, NamedTuple

from archive.exchange.files.decoding import decode
from archive.exchange.files.json_document import MAX_DOCUMENT, load
from archive.exchange.files.limits import Source, opened
from archive.exchange.outside.bad_records import BadRecords
from archive.model.errors import Fault, FaultsError

_WANTED = 'an entity ({"id": "Q…", "claims": …}), {"entities": …}, a list of entities, or one a line'

Line = tuple[int, bytes]


class Found(NamedTuple):
    """One entity of a file as it stands there, and its place."""

    path: str
    raw: Any


def entities_in(source: Source, bad: BadRecords) -> Iterator[Found]:
    """Yield every entity of a file, reading on line by line where each line is one.

    A line that is no JSON is bad; raises FaultsError where the file as a whole cannot be read.
    """
    file = bad.file
    with opened(source, name=file) as stream:
        lines = enumerate(_lines(stream, file), 1)
        head: list[Line] = []
        for line in lines:
            head.append(line)
            if sum(bool(text.strip()) for _, text in head) == 2:
                break
        filled = [text for _, text in head if text.strip()]
        if not filled:
            raise FaultsError([Fault("the file is empty", file=file, line=1, expected=_WANTED)])
        is_dump = filled[0].strip() == b"["
        if len(filled) == 2 and _is_whole(filled[is_dump]):
            begun = [line for line in head if line[1].strip() != b"["]
            yield from _each_line(chain(begun, lines), bad)
        else:
            yield from _whole(chain(head, lines), bad)


def _lines(stream: BinaryIO, file: str) -> Iterator[bytes]:
    """Yield the lines of a stream, or raise FaultsError at one that no entity has the length of."""
    while line := stream.readline(MAX_DOCUMENT + 1):
        if len(line) > MAX_DOCUMENT:
            raise FaultsError([_too_large(file)])
        yield line


def _too_large(file: str) -> Fault:
    message = f"one document of more than {MAX_DOCUMENT // 1024 // 1024} MB; nothing was read"
    return Fault(message, file=file, hint="give one entity a line, as in Wikidata's dumps")


def _is_whole(line: bytes) -> bool:
    """Return whether a line is one JSON object by itself."""
    try:
        return isinstance(json.loads(line.removeprefix(codecs.BOM_UTF8).strip().rstrip(b",")), dict)
    except ValueError:
        return False  # a document over several lines, or a broken one: the reader of documents tells


def _each_line(lines: Iterator[Line] | chain[Line], bad: BadRecords) -> Iterator[Found]:
    for number, line in lines:
        text = line.strip().rstrip(b",")
        if text in (b"", b"]"):
            continue
        try:
            data = load(decode(text, file=bad.file, first_line=number), name=bad.file, first_line=number)
        except FaultsError as error:
            bad.add(Found(f"line {number}", None), "", error.faults[0].message, hint=error.faults[0].hint)
            continue
        yield from _entities(data, f"line {number}", bad)


def _whole(lines: chain[Line], bad: BadRecords) -> Iterator[Found]:
    read: list[bytes] = []
    size = 0
    first = 0
    for number, line in lines:
        first = first or number
        read.append(line)
        size += len(line)
        if size > MAX_DOCUMENT:
            raise FaultsError([_too_large(bad.file)])
    data = load(decode(b"".join(read), file=bad.file, first_line=first), name=bad.file, first_line=first)
    yield from _entities(data, "", bad)


def _entities(data: Any, path: str, bad: BadRecords) -> Iterator[Found]:  # noqa: ANN401 - whatever JSON holds
    match data:
        case {"entities": dict() as every}:
            yield from (Found(f"{path} {name}".strip(), raw) for name, raw in every.items())
        case {"entities": []}:
            return
        case {"id": str(name)}:
            yield Found(f"{path} {name}".strip(), data)
        case list():
            for number, raw in enumerate(data):
                yield from _entities(raw, f"{path} [{number}]".strip(), bad)
        case {"error": {"info": str(info)}}:
            raise FaultsError([Fault(f"Wikidata answered with an error: {info}", file=bad.file)])
        case _ if path:
            bad.add(Found(path, data), "", "no entity", expected='{"id": "Q…", "claims": …}')
        case _:
            raise FaultsError([Fault("nothing of Wikidata's form", file=bad.file, line=1, expected=_WANTED)])
