"""The page of a day says no more than the answers do, and nothing less."""

import re

import pytest


@pytest.mark.parametrize("day", ["2010-06-01", "2012-06-01", "2024-06-13", "2025-09-01"])
def test_the_page_counts_for_each_status_whom_count_counts(shipped, day):
    """Whose status is left open stands in a group of its own, as `count` has it."""
    page = shipped("as-of", day, "--body", "sco", "--only", "--property", "membership").out
    found = next(line for line in page.splitlines() if line.startswith(" MEMBERS"))
    groups = {name.strip().lower(): int(number) for name, number in re.findall(r"([A-Z ]+[A-Z]) (\d+)", found)}
    year, asked = day[:4], ("--property", "membership", "--format", "json")
    counts = shipped("count", "--body", "sco", "--only", "--at", day[5:], "--from", year, "--to", year, *asked).json
    told = {one["value"]: one["count"] for one in counts["counts"] if one["count"]}
    sure = {name: number for name, number in groups.items() if name not in ("possible", "open")}
    assert sum(sure.values()) == sum(number for value, number in told.items() if value != "open")
    assert sure["members"] == told["member"]
    assert groups.get("possible", 0) + groups.get("open", 0) == told.get("open", 0)


def test_who_is_possibly_a_partner_is_counted_apart(shipped):
    page = shipped("as-of", "2010-06-01", "--body", "sco").out
    assert "DIALOGUE PARTNERS 1   POSSIBLE 1\n" in page
    assert " possible          Belarus     2010        ? 3\n" in page


def test_stances_that_concern_a_body_are_told_though_it_is_dissolved(shipped):
    page = shipped("as-of", "2024-06-13", "--according-to", "seed-002").out
    below = page.partition("BESIDES\n")[2]
    assert " Should the SCO-Afghanistan Contact Group resume its work?\n" in below
    assert "      support  Russia, 2024-06-11 (seed-002 ¶1)\n" in below
    assert "      doubt    Tajikistan, so says Zamir Kabulov, 2024-06-11 (seed-002 ¶1)\n" in below


def test_who_is_only_listed_did_not_attend(shipped):
    page = shipped("as-of", "2024-06-13", "--body", "sco").out
    assert " Attending" not in page
    (line,) = [line for line in page.splitlines() if line.startswith(" Listed, no meeting named")]
    assert "Turkmenistan (guest)" in line
    assert line.endswith(" (seed-002 ¶17)")
    assert " Attending" in shipped("as-of", "2022-09-16", "--body", "sco").out


def test_no_question_stands_without_a_stance_below(shipped):
    lines = shipped("as-of", "2024-06-13", "--body", "sco", "--all").out.splitlines()
    asked = [number for number, line in enumerate(lines) if line.startswith(" Should") and line.endswith("?")]
    assert asked
    assert all(lines[number + 1].startswith("      ") or "! " in lines[number + 1][:6] for number in asked)


@pytest.mark.parametrize("words", ["2024-06-13 --body sco", "2010-06-01", "2024-06-13 --according-to seed-002"])
def test_the_legend_has_the_marks_that_stand_on_the_page_and_no_other(shipped, words):
    *above, legend, _ = shipped("as-of", *words.split(), "--subject", "belarus").out.splitlines()
    for sign, text in (("u", "u undated"), ("?", "? possible"), ("±", "± first day"), ("»", "» announced")):
        stands = any(re.search(rf"\s{re.escape(sign)}(\s|$|[;,)\d])", line) for line in above)
        assert stands == (text in legend), (sign, legend)
