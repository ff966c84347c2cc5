"""From bytes to text: UTF-8, and nothing invisible that a reader of the file cannot see."""

import codecs
import re

from archive.model.errors import Fault, FaultsError

SAVE_AS_UTF8 = "save the file as UTF-8, for example: iconv -f {encoding} -t UTF-8 FILE"

_NOT_BINARY = "give what it holds as a table (CSV), or as YAML or JSON"

_WIDE = {
    codecs.BOM_UTF32_LE: "UTF-32", codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16", codecs.BOM_UTF16_BE: "UTF-16",
}  # fmt: skip

INVISIBLE = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
"""Control characters, line separators, byte order marks within a text, half characters."""

_REFUSED = re.compile(f"{INVISIBLE.pattern}|\t")

_SHOWN = 10
_LOOKED_AT = 2000


def decode(data: bytes, *, file: str, first_line: int = 1) -> str:
    """Return the text of UTF-8 bytes (a byte order mark is let pass), or raise FaultsError.

    `first_line` is the number of the line that the bytes begin on.
    """
    for mark, encoding in _WIDE.items():
        if data.startswith(mark):
            raise FaultsError([_encoded(encoding, file, first_line)])
    try:
        return data.removeprefix(codecs.BOM_UTF8).decode()
    except UnicodeDecodeError as error:
        fault = _wide(data[:_LOOKED_AT], file, first_line) or _broken(error, file, first_line)
        raise FaultsError([fault]) from error


def text_faults(text: str, *, file: str) -> list[Fault]:
    """Return a fault for each of the first lines that hold a tab or an invisible character."""
    if not _REFUSED.search(text):
        return []
    wide = _wide(text[:_LOOKED_AT].encode(errors="replace"), file, 1)
    if wide is not None:
        return [wide]
    faults: list[Fault] = []
    for number, line in enumerate(re.split("\r\n|\r|\n", text), 1):
        if found := _REFUSED.search(line):
            faults.append(_invisible(found, file=file, line=number))
            if len(faults) == _SHOWN:
                break
    return faults


def named(character: str) -> str:
    """Return an invisible character in words: `a tab`, `U+2028`."""
    return {"\t": "a tab", "\0": "a NUL"}.get(character, f"the invisible character U+{ord(character):04X}")


def _invisible(found: re.Match[str], *, file: str, line: int) -> Fault:
    if found[0] == "\t":
        hint = "indent with spaces" if not found.string[: found.start()].strip() else "write a space in its place"
    else:
        hint = "remove it: it cannot be seen, and hides what the file says"
    return Fault(f"{named(found[0])} in the text", file=file, line=line, column=found.start() + 1, hint=hint)


def _wide(data: bytes, file: str, line: int) -> Fault | None:
    """Return the fault of bytes of which many are NUL: where only every second one is, they are a text in UTF-16."""
    nuls = sorted((data[0::2].count(0), data[1::2].count(0)))
    if sum(nuls) * 3 <= len(data):
        return None
    if nuls[0] * 10 < nuls[1]:
        return _encoded("UTF-16", file, line)
    return Fault("the file is binary, not text", file=file, line=line, expected="text in UTF-8", hint=_NOT_BINARY)


def _encoded(encoding: str, file: str, line: int) -> Fault:
    return Fault(
        f"the file is {encoding}, not UTF-8", file=file, line=line, expected="UTF-8",
        hint=SAVE_AS_UTF8.format(encoding=encoding),
    )  # fmt: skip


def _broken(error: UnicodeDecodeError, file: str, first_line: int) -> Fault:
    data: bytes = error.object
    start = data.rfind(b"\n", 0, error.start) + 1
    byte = data[error.start]
    latin = bytes([byte]).decode("latin-1")
    guess = f" (in Latin-1 it would be {latin})" if latin.isprintable() else ""
    return Fault(
        f"byte 0x{byte:02X} is not UTF-8{guess}", file=file, line=first_line + data.count(b"\n", 0, error.start),
        column=len(data[start : error.start].decode(errors="replace")) + 1, expected="UTF-8",
        hint=SAVE_AS_UTF8.format(encoding="LATIN1"),
    )  # fmt: skip
