"""Dates: a plain day, and all that sources write besides, against the grammar of edtf."""

import importlib
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial
from random import Random

from archive.model.dates import parse
from tests.bench.measure import Job, interleaved, ratio, say, table
from tests.bench.workload import SEED

MANY, FEW = 20_000, 100
FORMS = (
    "{y}-{m:02d}-{d:02d}", "{y}-{m:02d}", "{y}", "{y}~", "{y}-{m:02d}?", "{y}-{m:02d}-{d:02d}~", "{y}-{m:02d}-XX",
    "[..{y}-{m:02d}-{d:02d}]", "[{y}-{m:02d}-{d:02d}..]", "[{y}-01-{d:02d}..{y}-{m:02d}-28]", "[{y},{z}]",
    "{y}-{m:02d}/{z}-{m:02d}", "{y}-{m:02d}-{d:02d}/..", "../{y}-{m:02d}-{d:02d}", "{y}-{m:02d}-{d:02d}/",
)  # fmt: skip


def run(events: int) -> None:
    """Print what a date costs: a plain day, and a mixture in which every form is as frequent."""
    plain = [(date(1950, 1, 1) + timedelta(number)).isoformat() for number in range(MANY)]
    mixed = [_mixed(number) for number in range(MANY)]
    for what, texts in (("Plain days", plain), ("Mixed forms", mixed)):
        _compare(what, texts)


def _compare(what: str, texts: Sequence[str]) -> None:
    ours = interleaved({"dates.parse": partial(_each, parse, texts)})
    some = texts[:: len(texts) // FEW][:FEW]
    jobs: dict[str, Job] = {"dates.parse": partial(_each, parse, some)}
    edtf = _edtf()
    if edtf is not None:
        jobs["edtf.parse_edtf"] = partial(_each, edtf, some)
    if what == "Plain days":
        jobs["date.fromisoformat"] = partial(_each, date.fromisoformat, some)
    times = interleaved(jobs)
    table(f"{what}: {len(texts):,} of them", ours, each=len(texts))
    table(f"{what}: {len(some)} of them, side by side", times, each=len(some))
    if edtf is None:
        say("  edtf is not installed")
    else:
        say(f"  dates.parse: 1/{ratio(times, 'edtf.parse_edtf', 'dates.parse'):,.0f} of edtf.parse_edtf")


def _mixed(number: int) -> str:
    chance = Random(SEED + number)  # noqa: S311 - no secret: the same for everybody
    year = chance.randrange(1950, 2026)
    return FORMS[number % len(FORMS)].format(
        y=year, z=year + 1 + chance.randrange(9), m=chance.randrange(1, 13), d=chance.randrange(1, 29)
    )


def _edtf() -> Callable[[str], object] | None:
    try:
        parse_edtf = importlib.import_module("edtf").parse_edtf
    except ImportError:
        return None

    def parse_or_not(text: str) -> object:
        try:
            found: object = parse_edtf(text)
        except Exception:  # noqa: BLE001 - what it refuses took its time as well
            return None
        return found

    return parse_or_not


def _each(read: Callable[[str], object], texts: Sequence[str]) -> None:
    for text in texts:
        read(text)
