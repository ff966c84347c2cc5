"""One JSON document as a whole: from bytes to plain data, with the line of what cannot be read."""

import json
from collections.abc import Sequence
from typing import Any

from archive.exchange.files.decoding import decode
from archive.exchange.files.limits import Source, opened
from archive.model.errors import Fault, FaultsError

MAX_DOCUMENT = 256 * 1024 * 1024
"""Bytes of one document: the largest legislature's history has some twenty million."""

_CHUNK = 1024 * 1024
_MOST_DOUBLES = 20
_SHOWN = 40


def read_json(source: Source, *, name: str) -> Any:  # noqa: ANN401 - whatever JSON holds
    """Return the data of a document; raises FaultsError where it is too large, not UTF-8, or not JSON."""
    return load(decode(_bytes(source, name), file=name), name=name)


def load(text: str, *, name: str, first_line: int = 1) -> Any:  # noqa: ANN401 - whatever JSON holds
    """Return the data of a text, or raise FaultsError; `first_line` is the number of the line that it begins on."""
    if not text.strip():
        raise FaultsError([Fault("the file is empty", file=name, line=first_line, expected="one JSON object")])
    doubles: list[Fault] = []

    def paired(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs) and len(doubles) < _MOST_DOUBLES:
            doubles.append(_double(pairs, name))
        return found

    try:
        data = json.loads(text, object_pairs_hook=paired)
    except json.JSONDecodeError as error:
        raise FaultsError([_not_json(error, name, first_line)]) from None
    except RecursionError:
        hint = "no such file needs that: look for stray brackets"
        raise FaultsError([Fault("nested too deep", file=name, line=first_line, hint=hint)]) from None
    if doubles:
        raise FaultsError(doubles)
    return data


def _bytes(source: Source, name: str) -> bytes:
    read: list[bytes] = []
    size = 0
    with opened(source, name=name) as stream:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if size > MAX_DOCUMENT:
                message = f"the file is larger than {MAX_DOCUMENT // 1024 // 1024} MB; nothing was read"
                raise FaultsError([Fault(message, file=name, hint="split it into several files")])
            read.append(chunk)
    return b"".join(read)


def _double(pairs: Sequence[tuple[str, Any]], name: str) -> Fault:
    names = [key for key, _ in pairs]
    twice = next(key for key in names if names.count(key) > 1)
    whose = next((str(value)[:_SHOWN] for key, value in pairs if key in ("id", "name")), None)
    return Fault(
        f"`{twice}` is here twice in one object", file=name, field=twice, value=whose, hint="keep one of the two"
    )


def _not_json(error: json.JSONDecodeError, name: str, first_line: int) -> Fault:
    if error.pos >= len(error.doc.rstrip()) or error.msg.startswith("Unterminated string"):
        message, hint = "the file ends in the middle of the JSON", "it seems to be cut off: fetch it again"
    elif error.msg == "Extra data":
        message, hint = "there is more after the end of the JSON", "one document a file: take the rest out"
    elif error.pos == len(error.doc) - len(error.doc.lstrip()):
        message, hint = "this is not JSON", "a page saved in its place? Look at the first lines of the file"
    else:
        message = f"this is not JSON: {error.msg[0].lower()}{error.msg[1:]}"
        hint = "look for a missing quote, comma or brace there or just before"
    return Fault(message, file=name, line=first_line + error.lineno - 1, column=error.colno, hint=hint)
