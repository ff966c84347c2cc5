"""Questions of change and those under a cut-off: whole processes, against the start-up floor."""

from tests.bench.archives import folder, shipped_or_synthetic, synthetic
from tests.bench.measure import difference, interleaved, say, shown, table
from tests.bench.processes import FLOOR, processes
from tests.bench.workload import body_name, state_name

ALLOWED = 0.100
"""Seconds that an answer may take beyond the floor, on the shipped archive."""

DAY, BEFORE, KNOWN = "2024-06-13", "2017-06-01", "2024-06-13"
SHIPPED = {
    "as-of --known": ("as-of", DAY, "--body", "sco", "--known", KNOWN),
    "as-of --known --subject": ("as-of", DAY, "--subject", "belarus", "--known", KNOWN),
    "diff": ("diff", BEFORE, DAY, "--body", "sco"),
    "diff --known D": ("diff", BEFORE, DAY, "--body", "sco", "--known", KNOWN),
    "diff --known K1 K2": ("diff", "--known", "2023-06-30", KNOWN, "--subject", "belarus"),
    "why": ("why", "belarus", "sco", DAY),
    "why --known": ("why", "belarus", "sco", DAY, "--known", KNOWN),
    "history": ("history", "belarus", "sco"),
    "history --known": ("history", "belarus", "sco", "--known", KNOWN),
    "history --body --known": ("history", "--body", "sco", "--known", KNOWN),
    "conflicts": ("conflicts",),
}
LARGE = {
    "as-of --body --known": ("as-of", "2000-01-01", "--body", body_name(3), "--known", "2000-01-01"),
    "history --known": ("history", state_name(33), body_name(3), "--known", "2000-01-01"),
    "diff --known K1 K2": ("diff", "--known", "1990-01-01", "2000-01-01", "--body", body_name(3)),
}
"""Asked of the synthetic archive: about one body, which has 200 events whatever the size of the archive."""


def run(events: int) -> None:
    """Print how long the questions take on the shipped archive, and on a synthetic one and a tenth of it."""
    with folder() as place, processes() as run:
        file = place / "archive.db"
        what, body = shipped_or_synthetic(file)
        if body == "sco":
            jobs = {name: run.archive("--db", str(file), *words) for name, words in SHIPPED.items()}
            times = interleaved({FLOOR: run.floor(), **jobs}, rounds=9)
            table(f"Questions, whole processes; {what}", times, peers=[FLOOR])
            for name in jobs:
                say(f"  {name}: {shown(difference(times, name, FLOOR))} beyond the floor ({shown(ALLOWED)} allowed)")
        sizes = {count: place / f"{count}.db" for count in (events // 10, events)}
        for count, path in sizes.items():
            synthetic(path, count)
        jobs = {
            f"{name}, {count:,} events": run.archive("--db", str(path), *words)
            for name, words in LARGE.items() for count, path in sizes.items()
        }  # fmt: skip
        table("As the archive grows", interleaved({FLOOR: run.floor(), **jobs}), peers=[FLOOR])
