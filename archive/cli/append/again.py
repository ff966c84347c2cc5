"""A refused event handed back: its faults by option, and the command to edit, mended where one can guess."""

import re
import shlex
from collections.abc import Iterator, Mapping
from typing import Any

from archive.cli.append.options import field_option, head_option
from archive.kinds.base import Payload
from archive.model.errors import Fault, FaultsError

SOURCE = 'a source that tells it: --source S --at ex.1 --says "…"'
_ITEM = re.compile(r"\[\d+\]")


def handed_back(problem: FaultsError, kind: type[Payload], given: Mapping[str, Any]) -> FaultsError:
    """Return the same refusal with options in the place of fields, and the line to give again."""
    faults = [_of_option(kind, fault) for fault in problem.faults]
    # A day-month order is never guessed: of several readings none is put in.
    sure = [fault for fault in faults if fault.nearest and (fault.field != "--date" or len(fault.nearest) == 1)]
    guesses = {(fault.field, fault.value): fault.nearest[0] for fault in sure}
    words = [f"again:  archive append {kind.kind}", *_words(kind, given, guesses), *_missing(faults)]
    return FaultsError(faults, events=1, hint=" \\\n    ".join(words))


def _of_option(kind: type[Payload], fault: Fault) -> Fault:
    """Return a fault in words of options; how a field is added to a file helps nobody here."""
    option = option_of(kind, fault.field)
    if not (fault.field and fault.message == f"`{fault.field}` is missing"):
        return fault._replace(field=option)
    expected = SOURCE if fault.field == "citations" else fault.expected
    return fault._replace(field=option, message="missing", expected=expected, hint=None)


def option_of(kind: type[Payload], field: str | None) -> str | None:
    """Return the option that fills a field: `citations[0].source` is --source."""
    if not field or field.startswith("--"):
        return field
    first, _, inner = _ITEM.sub("", field).partition(".")
    if first == "citations":
        return head_option(kind, inner or "source")
    return field_option(kind, first) if first in kind.__struct_fields__ else head_option(kind, first)


def _words(
    kind: type[Payload], given: Mapping[str, Any], guesses: Mapping[tuple[str | None, str | None], str]
) -> Iterator[str]:
    for name, value in given.items():
        own = name.startswith("field_")
        option = field_option(kind, name.removeprefix("field_")) if own else head_option(kind, name)
        for item in value if isinstance(value, tuple) else (value,):
            if item is True:
                yield option
            elif item not in (None, ""):
                yield f"{option} {shlex.quote(guesses.get((option, str(item)), str(item)))}"


def _missing(faults: list[Fault]) -> Iterator[str]:
    yield from dict.fromkeys(f"{fault.field} …" for fault in faults if fault.field and "missing" in fault.message)
