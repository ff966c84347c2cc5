"""No kept file names somebody's machine or where packages come from; what is silenced tells why."""

import re
from pathlib import Path

from tests.house.repository import code, name, texts

HOME = re.compile(r"(?<![\w./~$}-])/(?:work|root|home|Users)/\w")
"""A path of one machine. In an address the slash follows a letter, and is none."""

REGISTRY = re.compile(r"pypi\.org/simple|pythonhosted\.org|--(?:extra-)?index-url|--find-links|registry\.npmjs")

SILENCE = re.compile(r"#\s*(?:noqa|type:\s*ignore|pragma:\s*no cover)(?P<rest>[^#]*)(?P<reason>#.*)?$")
"""`noqa: S608 - why`, `type: ignore[code]  # why`."""


def test_no_file_names_a_machine_or_a_registry() -> None:
    found = [
        f"{name(file)}: {hit[0]}"
        for file in texts()
        if file != Path(__file__)
        for hit in re.finditer(f"{HOME.pattern}|{REGISTRY.pattern}", file.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_a_silenced_rule_tells_why() -> None:
    silent = [
        f"{name(file)}:{number}"
        for file in code()
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if (found := SILENCE.search(line)) and not found["reason"] and " - " not in found["rest"]
    ]
    assert silent == []
