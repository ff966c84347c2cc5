"""Which days a statement of completeness, and a complete list, cover."""

import pytest

from archive.kinds.families.coverage import CoverageStated, days_covered
from archive.kinds.families.membership import MembershipRoster
from archive.model.claim import EVERYONE, NONE
from archive.model.dates import DAY_MAX, DAY_MIN, Bounds, day_of, parse


def days(first: str, last: str) -> Bounds:
    return Bounds(day_of(first) if first else DAY_MIN, day_of(last) if last else DAY_MAX)


@pytest.mark.parametrize(
    ("date", "first", "last"),
    [
        ("2005-07-06", "2005-07-06", "2005-07-06"),
        ("2005", "2005-01-01", "2005-12-31"),
        ("2005-02", "2005-02-01", "2005-02-28"),
        ("1996-04-26/2001-06-14", "1996-04-26", "2001-06-14"),
        ("1996/2001", "1996-12-31", "2001-01-01"),
        ("1996~/2001-06-14", "1997-12-31", "2001-06-14"),
        ("../2001-06-14", "", "2001-06-14"),
        ("1996-04-26/..", "1996-04-26", ""),
        ("1996-04-26/", "1996-04-26", "1996-04-26"),
    ],
)
def test_only_days_that_are_surely_inside_are_covered(date: str, first: str, last: str) -> None:
    assert days_covered(parse(date)) == days(first, last)


@pytest.mark.parametrize("date", ["2005~", "2005?", "2005%", "201X", "2005-XX", "[2004..2006]", "2005/2005"])
def test_a_date_may_leave_no_day_that_is_covered(date: str) -> None:
    assert days_covered(parse(date)) is None
    assert list(CoverageStated(object="club").claims(parse(date), "e")) == []


def test_a_statement_speaks_of_everyone() -> None:
    (claim,) = CoverageStated(object="club", property="participation").claims(parse("2005"), "e")
    assert (claim.property, claim.subject, claim.object) == ("participation", EVERYONE, "club")
    assert (claim.value, claim.manner, claim.date) == (NONE, "covers", "2005")


@pytest.mark.parametrize(
    ("date", "lacking", "covered"),
    [
        ("2005-07-06", [days("2005-07-06", "2005-07-06")], [days("2005-07-06", "2005-07-06")]),
        ("2005", [days("2005-01-01", "2005-12-31")], []),
        (
            "2005-07-06/2005-07-08",
            [days("2005-07-06", "2005-07-06"), days("2005-07-08", "2005-07-08")],
            [days("2005-07-06", "2005-07-08")],
        ),
    ],
)
def test_a_complete_list_speaks_of_its_own_days(date: str, lacking: list[Bounds], covered: list[Bounds]) -> None:
    roster = MembershipRoster(object="club", statuses={"member": ("aa",)}, complete=True)
    wide = [claim for claim in roster.claims(parse(date), "e") if claim.subject == EVERYONE]
    assert [claim.bounds for claim in wide if claim.manner == "lacks"] == lacking
    assert [claim.bounds for claim in wide if claim.manner == "covers"] == covered
    assert {(claim.value, claim.excepted) for claim in wide} == {(NONE, frozenset({"aa"}))}
