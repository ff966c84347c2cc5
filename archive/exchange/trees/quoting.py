"""How one text is written in YAML: bare where that reads back as the same text, else quoted."""

import re

NO_VALUE = frozenset({"~", "null", "Null", "NULL"})
"""Bare words that other readers of YAML take for nothing; bare, they are refused as a value."""

_UNSAFE = re.compile(r"""^[-?:,\[\]{}#&*!|>'"%@`\s]|^\.\.\.|^<<$|:(?:\s|$)|\s#|\s$""")
_UNSAFE_IN_FLOW = re.compile(r"[,?\[\]{}]")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def scalar(text: str, *, flow: bool = False) -> str:
    """Return the text as one YAML value on one line; `flow` where it stands in braces or brackets."""
    if not text.isprintable():
        return _escaped(text)
    if text and text not in NO_VALUE and not _UNSAFE.search(text) and not (flow and _UNSAFE_IN_FLOW.search(text)):
        return text
    return quoted(text)


def quoted(text: str) -> str:
    """Return a printable text in quotes, the kind that needs the fewer escapes."""
    if "'" in text and not re.search(r'["\\]', text):
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def printable(text: str) -> str:
    """Return the text for a message: what a terminal could act on, or cannot show, as its code."""
    return text if text.isprintable() else "".join(char if char.isprintable() else _code(char) for char in text)


def _escaped(text: str) -> str:
    return '"' + "".join(_ESCAPES.get(char) or (char if char.isprintable() else _code(char)) for char in text) + '"'


def _code(char: str) -> str:
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
