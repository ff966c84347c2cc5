"""From scalars to values, by the type of a field: the only place where a text becomes something else."""

import re
from collections.abc import Callable
from typing import Any

import msgspec.inspect as mi

from archive.exchange.files.decoding import INVISIBLE, named
from archive.exchange.trees.nodes import Node, Scalar, said
from archive.exchange.trees.quoting import NO_VALUE
from archive.exchange.trees.report import Report, to_write
from archive.model.dates import parse
from archive.model.errors import DateError
from archive.model.nearest import nearest

BAD = object()
"""What a reader returns in the place of a value after it has reported why there is none."""

Reader = Callable[[Node, str, Report], Any]

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_WHOLE_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")


def text_of(node: Node, field: str, report: Report, wanted: str) -> str | None:
    """Return the text of a scalar, or None after reporting why it has none that can be used."""
    if type(node) is not Scalar:
        report.add(node, field, f"{said(node)} where {wanted} is expected", expected=wanted)
        return None
    text = node.text
    if not text.strip() or (node.form == "plain" and text in NO_VALUE) or node.form == "null":
        report.add(node, field, "there is no value", expected=wanted, hint="write one, or leave the field out")
    elif not text.isprintable() and (found := INVISIBLE.search(text)):
        report.add(node, field, f"{named(found[0])} in the value", expected=wanted, hint="remove it")
    else:
        return text
    return None


def text_reader(info: mi.StrType, role: str | None, form: str | None = None) -> Reader:
    """Return the reader of texts.

    `role` is what the text names (`date`, `new` for a new id …), `form` what its pattern wants, in words.
    """
    pattern = re.compile(info.pattern) if info.pattern else None
    shortest, longest = info.min_length or 0, info.max_length or 10**9

    def read(node: Node, field: str, report: Report) -> Any:  # noqa: ANN401 - a text, or BAD
        text = text_of(node, field, report, "a text")
        if text is None:
            return BAD
        assert isinstance(node, Scalar)  # noqa: S101 - text_of gives texts of scalars only
        if node.form in ("number", "boolean"):
            report.add(node, field, f"{said(node)} where a text is expected", hint=f'write: "{text}", in quotes')
        elif pattern is not None and not pattern.search(text):
            _refuse_pattern(node, field, report, form or info.pattern or "", role)
        elif not shortest <= len(text) <= longest:
            report.add(node, field, f"the text is too {'short' if len(text) < shortest else 'long'}")
        elif role == "date":
            return text if _is_date(node, field, report) else BAD
        else:
            return text
        return BAD

    return read


def _is_date(node: Scalar, field: str, report: Report) -> bool:
    try:
        parse(node.text)
    except DateError as error:
        report.add_date(node, field, error)
        return False
    return True


def _refuse_pattern(node: Scalar, field: str, report: Report, form: str, role: str | None) -> None:
    if role == "new":
        slug = "-".join(_SLUG.findall(node.text.lower()))
        expected = "lower-case letters, digits and single hyphens"
        report.add(node, field, "not an id", expected=expected, hint=to_write(field, slug or None))
    else:
        report.add(node, field, "not of the form that is expected", expected=form)


def word_reader(words: list[str]) -> Reader:
    """Return the reader of one of the words."""
    known = frozenset(words)

    def read(node: Node, field: str, report: Report) -> Any:  # noqa: ANN401 - a word, or BAD
        text = text_of(node, field, report, "one of " + ", ".join(words))
        if text is None or text in known:
            return BAD if text is None else text
        near = tuple(nearest(text, words))
        hint = to_write(field, near[0] if near else None)
        report.add(node, field, "not one of its words", expected=", ".join(words), nearest=near, hint=hint)
        return BAD

    return read


def truth(node: Node, field: str, report: Report) -> Any:  # noqa: ANN401 - a truth value, or BAD
    """Read `true` or `false`, and nothing else that some take for them."""
    text = text_of(node, field, report, "true or false")
    if text in ("true", "false"):
        return text == "true"
    if text is not None:
        guess = {"yes": "true", "y": "true", "on": "true", "1": "true", "no": "false", "n": "false", "off": "false"}
        word = guess.get(text.lower(), text.lower() if text.lower() in ("true", "false") else None)
        report.add(node, field, "neither true nor false", expected="true or false", hint=to_write(field, word))
    return BAD


def number_reader(info: mi.IntType) -> Reader:
    """Return the reader of whole numbers in digits, within the bounds of the type."""
    least = info.ge if info.ge is not None else None if info.gt is None else info.gt + 1
    most = info.le if info.le is not None else None if info.lt is None else info.lt - 1

    def read(node: Node, field: str, report: Report) -> Any:  # noqa: ANN401 - a number, or BAD
        text = text_of(node, field, report, "a whole number")
        if text is None:
            return BAD
        if not _WHOLE_NUMBER.fullmatch(text):
            digits = re.sub(r"[\s,._]", "", text).lstrip("0")
            write = digits if digits.isascii() and digits.isdigit() and len(digits) <= 18 and "." not in text else None
            report.add(node, field, "not a whole number", expected="digits only", hint=to_write(field, write))
        elif (least is not None and int(text) < least) or (most is not None and int(text) > most):
            bounds = [f"at least {least}"] * (least is not None) + [f"at most {most}"] * (most is not None)
            report.add(node, field, "out of range", expected=", ".join(bounds))
        else:
            return int(text)
        return BAD

    return read
