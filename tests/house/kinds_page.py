"""The page of kinds, made from the kinds themselves: `python -m tests.house.kinds_page > docs/kinds.md`."""

import inspect
from collections.abc import Iterator

from archive.cli.append.kind import required_of
from archive.kinds.base import Payload
from archive.kinds.registry import KINDS
from archive.kinds.roles import description

HEAD = """# The kinds of event

What may be said, one section a kind. `archive kinds KIND` prints the same with an example and the JSON Schema;
`archive append KIND --help` the options. Every event also has the fields of the envelope: `key`, `date` (EDTF), `gist`,
`standing`, `rival_of`, `disputes`, `note`, and `citations` (`source`, `at`, `says`, `quote`, `support`).
Needed fields are in bold. This page is made by `python -m tests.house.kinds_page`; a test compares it.
"""


def page() -> str:
    """Return the whole page."""
    return "\n".join([HEAD, *(line for kind in KINDS.values() for line in section(kind))])


def section(kind: type[Payload]) -> Iterator[str]:
    """Yield the lines on one kind."""
    yield f"## {kind.kind}\n"
    yield f"{inspect.getdoc(kind)} ({kind.nature}, schema version {kind.schema_version})\n"
    needed = required_of(kind)
    for field in kind.__struct_fields__:
        name = f"**`{field}`**" if field in needed else f"`{field}`"
        yield f"* {name}: {description(kind, field)}"
    yield ""


if __name__ == "__main__":
    print(page(), end="")  # noqa: T201 - it is for the standard output
