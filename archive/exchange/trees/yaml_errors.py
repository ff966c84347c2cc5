"""Syntax errors of YAML in plain words, with the line to write instead where one can be guessed."""

import re
from collections.abc import Sequence
from typing import NamedTuple

import yaml

from archive.exchange.trees.quoting import quoted, scalar
from archive.model.errors import Fault
from archive.model.event import Citation


class _Plain(NamedTuple):
    """What to say when the parser's words match; `opening` where the place is where it began."""

    words: str
    message: str
    hint: str = ""
    opening: bool = False


_BRACES = "in braces, quote a value that holds `, `, `: `, ` #` or a bracket, and close every brace"
_INDENT = "compare its indentation with the lines above; a value with text after its closing quote needs other quotes"

_KNOWN = (
    _Plain("quoted scalar.*(end of stream|document indicator)", "a quote is opened here and never closed", "", True),
    _Plain("unknown escape|escape character|hexdecimal", "an unknown \\ in double quotes", "use single quotes"),
    _Plain("mapping values are not allowed", "a value that holds `: ` must be quoted", "or check the indentation"),
    _Plain("simple key.*could not find expected ':'", "a line without `name: value`", "write `name: value`", True),
    _Plain("flow (mapping|sequence).*(expected ',')", "the braces do not read well", _BRACES, True),
    _Plain("cannot start any token", "a value that begins with {char} must be quoted"),
    _Plain("an alias|an anchor", "a value that begins with & or * must be quoted", "", True),
    _Plain("tag|undefined tag handle", "a value that begins with ! must be quoted", "", True),
    _Plain("block scalar.*(comment or|line break)", "a value that begins with | or > must be quoted", "", True),
    _Plain("sequence entries are not allowed", "a list begins on a line of its own", "or quote what begins with -"),
    _Plain("directive", "a line cannot begin with %", "", True),
    _Plain("expected <?document start", "the file goes on after its end", _INDENT),
    _Plain("expected (key|<block end>|'-' indicator)", "this line does not fit the lines above it", _INDENT),
)


def explain(error: yaml.YAMLError, lines: Sequence[str], *, file: str) -> Fault:
    """Return the fault for a syntax error of the text with these lines."""
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return Fault(f"this is not YAML: {error}", file=file, hint="see the shipped events/ for examples")
    said = f"{error.context or ''} {error.problem or ''}"
    known = next((plain for plain in _KNOWN if re.search(plain.words, said)), None)
    mark = error.context_mark if known and known.opening and error.context_mark else error.problem_mark
    line = lines[mark.line] if mark.line < len(lines) else ""
    if known is None:
        return Fault(f"this is not YAML: {said.strip()}", file=file, line=mark.line + 1, column=mark.column + 1)
    char = line[mark.column : mark.column + 1]
    better = _corrected(line)
    return Fault(
        known.message.format(char=char), file=file, line=mark.line + 1, column=mark.column + 1,
        hint=f"write: {better}" if better else known.hint or None,
    )  # fmt: skip


def lines_of(error: yaml.YAMLError) -> tuple[int, int]:
    """Return the lines (from 1) on which the piece that does not read begins and breaks off."""
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return 1, 1
    last = error.problem_mark.line + 1
    return (error.context_mark.line + 1 if error.context_mark else last), last


def _corrected(line: str) -> str | None:
    """Return the line with its values quoted, where it is plain which are its names."""
    if re.match(r"\s*- \{.*\}?\s*$", line):
        return _corrected_citation(line)
    match = re.match(r"(\s*(?:- )?)([\w-]+):\s+(.*?)\s*$", line)
    if match is None or match[3].startswith(("'", '"', "{", "[")) or scalar(match[3]) == match[3]:
        return None
    return f"{match[2]}: {quoted(match[3])}"


def _corrected_citation(line: str) -> str | None:
    names = "|".join(Citation.__struct_fields__)
    parts = re.split(rf"(?:^|,)\s*({names}):\s+", line.strip().removeprefix("- {").rstrip("}"))
    fields = list(zip(parts[1::2], parts[2::2], strict=True))
    if parts[0].strip() or not fields or any(re.search(r"""^['"]|['"]$""", text) for _, text in fields):
        return None
    return "- {" + ", ".join(f"{name}: {scalar(text.strip(), flow=True)}" for name, text in fields) + "}"
