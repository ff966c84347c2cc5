"""Canonical JSON: one sequence of bytes for one content, whoever writes it, and the id made from it.

Keys are sorted by code point, text is UTF-8 in Unicode's composed form (NFC), nothing is escaped
that need not be, and there is no space between the signs. Numbers are whole, and small enough that
every reader of JSON gets the same one.
"""

import json
from collections.abc import Mapping
from hashlib import sha256
from unicodedata import normalize

from archive.model.errors import DataError

_DEEPEST = 64  # levels; an event has four or five, and a reader's stack must bear them
_LARGEST = 2**53 - 1  # beyond it JavaScript, and who follows it, reads another number


def encode(content: object) -> bytes:
    """Return the canonical bytes; raises DataError for what has no single form."""
    plain = _plain(content, _DEEPEST)
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def content_id(content: object) -> str:
    """Return the SHA-256 of the canonical bytes, 64 hexadecimal digits."""
    return sha256(encode(content)).hexdigest()


def _plain(content: object, levels: int) -> object:
    """Return the same content with every text composed, or raise DataError."""
    if isinstance(content, str):
        return _composed(content)
    if content is None or isinstance(content, bool):
        return content
    if isinstance(content, int):
        return _whole(content)
    if levels == 0:
        message = f"lists or mappings more than {_DEEPEST} levels deep"
        raise DataError(message)
    if isinstance(content, list | tuple):
        return [_plain(item, levels - 1) for item in content]
    if isinstance(content, Mapping):
        return _mapping(content, levels - 1)
    if isinstance(content, float):
        message = f"{content!r} is no whole number: write it as text, so that it reads the same everywhere"
        raise DataError(message)
    message = f"a {type(content).__name__} has no form in JSON"
    raise DataError(message)


def _mapping(content: Mapping[object, object], levels: int) -> dict[str, object]:
    plain: dict[str, object] = {}
    for key, value in content.items():
        if not isinstance(key, str):
            message = f"{key!r} is no text: the keys of a mapping are"
            raise DataError(message)
        name = _composed(key)
        if name in plain:
            message = f"the key {name!r} is there twice, in two spellings of Unicode"
            raise DataError(message)
        plain[name] = _plain(value, levels)
    return plain


def _composed(text: str) -> str:
    if text.isascii():
        return text
    composed = normalize("NFC", text)
    try:
        composed.encode()
    except UnicodeEncodeError as error:
        message = f"half of a surrogate pair in a text, {composed[error.start : error.end]!r}: it is no character"
        raise DataError(message) from None
    return composed


def _whole(number: int) -> int:
    if not -_LARGEST <= number <= _LARGEST:
        message = f"a number beyond {_LARGEST} is read differently by different programs: write it as text"
        raise DataError(message)
    return int(number)  # a member of an enumeration is its number
