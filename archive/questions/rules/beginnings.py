"""Beginnings: one value that the main account has begin on two days."""

from collections.abc import Iterator

from archive.model.accounts import REPEATABLE
from archive.model.begun import begun
from archive.model.changes import apart, merged
from archive.model.dates import Bounds
from archive.questions.rules.base import Finding, Ground, ranked, words


def begun_twice(ground: Ground) -> Iterator[Finding]:
    """Find values that begin twice on different days, with nothing else between."""
    for line in ground.lines():
        if line.property in REPEATABLE:
            continue
        told = begun(ground.main(line, "begins"))
        for earlier, again in apart(merged(told), told):
            first = earlier[-1]
            yield Finding(
                rule="begun-twice", about=(line,), days=Bounds(first.earliest, again.latest),
                what=f"{ground.place(line)}: {words(again.value)} begins {again.date}, "
                f"and did so {first.date}",
                events=(*again.events, *first.events),
                fix=ranked(again.events[0], "rival", rival_of=first.events[0]),
            )  # fmt: skip
