"""Time comes in as an argument: one module reads the clock, SQL never does, and no test waits."""

import ast
import re
from pathlib import Path

from tests.house.repository import ROOT, code, name, suite, tree

CLOCK = ROOT / "archive" / "cli" / "clock.py"

READINGS = {"now", "utcnow", "today", "time_ns", "localtime", "gmtime"}
"""What reads a clock whatever it is called on, but for our own `clock`; `time.time` is looked for by both names."""

SQL_CLOCK = re.compile(
    r"CURRENT_(TIMESTAMP|DATE|TIME)|\b(date|time|datetime|julianday|unixepoch)\(\s*'now'", re.IGNORECASE
)

LONGEST_SLEEP = 1.0
"""Seconds."""


def calls(file: Path) -> list[ast.Call]:
    return [node for node in ast.walk(tree(file)) if isinstance(node, ast.Call)]


def reads_clock(call: ast.Call) -> bool:
    called = call.func
    if not isinstance(called, ast.Attribute):
        return False
    asked = ast.unparse(called.value)
    return (called.attr in READINGS and asked != "clock") or (asked, called.attr) == ("time", "time")


def sleeps(call: ast.Call) -> float:
    """Return the seconds a call sleeps, where they are written as a number."""
    if ast.unparse(call.func).split(".")[-1] != "sleep" or not call.args:
        return 0.0
    (seconds, *_) = call.args
    return float(seconds.value) if isinstance(seconds, ast.Constant) and isinstance(seconds.value, int | float) else 0.0


def test_one_module_reads_the_clock() -> None:
    found = [
        f"{name(file)}:{call.lineno}" for file in code() if file != CLOCK for call in calls(file) if reads_clock(call)
    ]
    assert found == []


def test_no_sql_reads_the_clock() -> None:
    assert [name(file) for file in code() if SQL_CLOCK.search(file.read_text(encoding="utf-8"))] == []


def test_no_test_sleeps_long() -> None:
    found = [f"{name(file)}:{call.lineno}" for file in suite() for call in calls(file) if sleeps(call) > LONGEST_SLEEP]
    assert found == []
