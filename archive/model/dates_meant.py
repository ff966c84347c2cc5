"""What is meant by a date in another form, one reader a form: each takes a match and offers dates.

What is offered may be no date at all (31 June): who offers it must ask the parser first.
"""

import re
from datetime import date
from typing import NamedTuple

from archive.model.days import MONTHS

_NAMES = {
    name[:length].casefold(): f"{number:02}" for number, name in enumerate(MONTHS, 1) for length in (3, len(name))
}
_SEASONS = {"spring": "21", "summer": "22", "autumn": "23", "fall": "23", "winter": "24"}
_LEVEL_2 = "a qualifier stands at the end and counts for the whole date"
_NO_WEEKS = "weeks and days of the year are not accepted"


class Guess(NamedTuple):
    """Why a text is refused ("" where there is nothing special to say), and what may be meant."""

    reason: str
    better: tuple[str, ...] = ()


def day_month(match: re.Match[str]) -> Guess:
    """Read two numbers and a year, in both orders."""
    one, other, year = int(match[1]), int(match[2]), match[3]
    day_first, month_first = f"{year}-{other:02}-{one:02}", f"{year}-{one:02}-{other:02}"
    if 1 <= one <= 12 and 1 <= other <= 12 and one != other:
        asked = f"{one} {MONTHS[other - 1]} or {other} {MONTHS[one - 1]}?"
        return Guess(asked, (day_first, month_first))
    return Guess("the year comes first, then the month, then the day", (day_first, month_first))


def year_first(match: re.Match[str]) -> Guess:
    """Read a year, a month and a day with other signs between them, or with none."""
    better = "-".join([match[1], *(part.zfill(2) for part in match.groups()[1:])])
    return Guess("", (better,))


def two_years(match: re.Match[str]) -> Guess:
    """Read two dates with a hyphen between them: an extent, or one unknown day."""
    first, last = match[1], match[2]
    return Guess("", (f"{first}/{last}", f"[{first}..{last}]"))


def short_end(match: re.Match[str]) -> Guess:
    """Read a date and the end of a later one, 2024-07-03/04."""
    stem, last = match[1], match[2]
    month = (f"{stem}-{last}",) if len(stem) == 4 else ()
    return Guess("both sides of an interval are written in full", (*month, f"{stem}/{stem[: -len(last)]}{last}"))


def named_day(match: re.Match[str]) -> Guess | None:
    """Read a month or a season with its name, and a day if there is one."""
    month = _NAMES.get(match["month"].casefold())
    if month is None:
        season = _SEASONS.get(match["month"].casefold())
        return None if season is None or match["day"] else Guess("", (f"{match['year']}-{season}",))
    day = f"-{match['day'].zfill(2)}" if match["day"] else ""
    return Guess("months are written as numbers", (f"{match['year']}-{month}{day}",))


def quarter(match: re.Match[str]) -> Guess:
    """Read a quarter of a year."""
    year, number = match["year"], int(match["number"])
    return Guess("quarters are written as their months", (f"[{year}-{3 * number - 2:02}..{year}-{3 * number:02}]",))


def week(match: re.Match[str]) -> Guess:
    """Read a week, or a day of it."""
    year, week, day = int(match[1]), int(match[2]), match[3]
    try:
        if day:
            return Guess(_NO_WEEKS, (date.fromisocalendar(year, week, int(day)).isoformat(),))
        monday, sunday = (date.fromisocalendar(year, week, number).isoformat() for number in (1, 7))
    except ValueError:
        return Guess(_NO_WEEKS)
    return Guess(_NO_WEEKS, (f"[{monday}..{sunday}]",))


def ordinal(match: re.Match[str]) -> Guess:
    """Read a year and the number of a day in it."""
    number = int(match[2])
    if not 1 <= number <= 366 or match[1] == "0000":
        return Guess(_NO_WEEKS)
    found = date(int(match[1]), 1, 1).toordinal() + number - 1
    better = date.fromordinal(found).isoformat() if found <= date.max.toordinal() else ""
    return Guess(_NO_WEEKS, (better,) if better[:4] == match[1] else ())


def qualified(match: re.Match[str]) -> Guess:
    """Read a date with qualifiers in front, inside, or more than one."""
    signs = set(re.sub(r"[^~?%]", "", match[0]))
    return Guess(_LEVEL_2, (re.sub(r"[~?%]", "", match[0]) + (signs.pop() if len(signs) == 1 else "%"),))


def unspecified_month(match: re.Match[str]) -> Guess:
    """Read a month of which one digit is known."""
    year = match[1]
    first, last = ("10", "12") if match[2] == "1" else ("01", "09")
    return Guess("both digits of a month are unknown, or none", (f"[{year}-{first}..{year}-{last}]", f"{year}-XX"))


def all_of(match: re.Match[str]) -> Guess:
    """Read a set in braces."""
    reason = "all of several dates are several events; one unknown day of them is written in [ ]"
    return Guess(reason, (f"[{match[1]}]",))
