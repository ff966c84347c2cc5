"""Dates as sources give them: EDTF (ISO 8601-2) levels 0 and 1, and sets.

The text is kept as written; the days it allows are computed. An interval is an extent: it lasts
from its first through its last day. A set is one unknown day in it. The two are never mixed up.
"""

from functools import lru_cache
from typing import Literal, NamedTuple

from archive.model.dates_grammar import Misread, point
from archive.model.days import DAY_MAX, DAY_MIN, Bounds, day_of, full_day, iso
from archive.model.errors import DateError

__all__ = ["DAY_MAX", "DAY_MIN", "Bounds", "EdtfDate", "day_of", "iso", "parse", "recall"]


class EdtfDate(NamedTuple):
    """A date as written, and the days it allows.

    `first` bounds its day, or the first day of an extent; `last` the last day of an extent, that day
    in (None for what is no extent). An `end` that is open goes on; one unknown came on some day.
    """

    text: str
    form: Literal["single", "set", "extent"]
    first: Bounds
    last: Bounds | None = None
    end: Literal["closed", "open", "unknown"] = "closed"

    @property
    def earliest(self) -> int:
        """The first day that it may touch; DAY_MIN where its start is open or unknown."""
        return self.first.earliest

    @property
    def latest(self) -> int:
        """The last day that it may touch; DAY_MAX where its end is open or unknown."""
        return self.first.latest if self.last is None else self.last.latest

    @property
    def is_day(self) -> bool:
        """True for one exact day."""
        return self.form == "single" and self.first.earliest == self.first.latest


def parse(text: str) -> EdtfDate:
    """Return the date, or raise DateError, which shows the accepted forms and the nearest right thing."""
    if not _is_text(text):
        message = f"a date is text, not a number or a {type(text).__name__}: write '2024', not 2024"
        raise DateError(message)
    day = full_day(text)  # nine dates in ten are plain days: they take this short way
    if day is not None:
        return EdtfDate(text, "single", Bounds(day, day))
    try:
        return _read(text)
    except Misread as misread:
        # What a wrong date may mean is known by three modules that reading right ones never needs.
        from archive.model.dates_refusal import refusal  # noqa: PLC0415 - see above

        raise refusal(text, misread, readable=_readable) from None


@lru_cache(maxsize=4096)
def recall(text: str) -> EdtfDate:
    """Return the same as `parse`, from memory where the text was read lately: of many events, days come again."""
    return parse(text)


def _is_text(value: object) -> bool:
    return isinstance(value, str)  # whatever the types say: what reads JSON may hand in 2010


def _readable(text: str) -> bool:
    try:
        _read(text)
    except Misread:
        return False
    return True


def _read(text: str) -> EdtfDate:
    if text.startswith("["):
        return EdtfDate(text, "set", _one_of(text))
    if "/" in text:
        return _extent(text)
    return EdtfDate(text, "single", point(text))


def _one_of(text: str) -> Bounds:
    """Return the days from the earliest to the latest that a set allows."""
    inner = text[1:-1]
    if not text.endswith("]") or any(sign in inner for sign in "[]{}/"):
        raise Misread(text, "a set is of days, months or years, not of sets or intervals; nothing follows its ]")
    if not inner or inner == "..":
        raise Misread(text, "a set without any date says nothing; a date that nobody tells is left out")
    members = inner.split(",")
    if "" in members:
        raise Misread(text, "a member of the set is empty")
    if ".." not in inner:
        if len(members) == 1:
            raise Misread(text, "a set has two members or more", (inner,))
        bounds = [point(member) for member in members]
        return Bounds(min(day.earliest for day in bounds), max(day.latest for day in bounds))
    if len(members) > 1:
        hull = f"[{members[0].split('..')[0]}..{members[-1].split('..')[-1]}]"
        raise Misread(text, "a set is either a list, [a,b,c], or a range, [a..b]", (hull,))
    return _between(text, *inner.partition("..")[::2])


def _between(text: str, first: str, last: str) -> Bounds:
    earliest = point(first).earliest if first else DAY_MIN
    latest = point(last).latest if last else DAY_MAX
    if latest < earliest:
        raise Misread(text, f"{last} is before {first}", (f"[{last}..{first}]",))
    return Bounds(earliest, latest)


def _extent(text: str) -> EdtfDate:
    """Return the date of an interval; of vague ends only days count that leave the order right."""
    start, _, stop = text.partition("/")
    if "/" in stop or "[" in text or "{" in text:
        raise Misread(text, "an interval has two sides, a/b, and each is a day, a month or a year, not a set")
    if start in ("", "..") and stop in ("", ".."):
        raise Misread(text, "an interval without any date says nothing; a date that nobody tells is left out")
    first = Bounds(DAY_MIN, DAY_MIN) if start in ("", "..") else point(start)
    if stop == "..":
        return EdtfDate(text, "extent", first, Bounds(DAY_MAX, DAY_MAX), "open")
    if stop == "":
        return EdtfDate(text, "extent", first, Bounds(first.earliest, DAY_MAX), "unknown")
    last = point(stop)
    if last.latest < first.earliest:
        raise Misread(text, f"{stop} is before {start}", (f"{stop}/{start}",))
    return EdtfDate(
        text, "extent",
        Bounds(first.earliest, min(first.latest, last.latest)), Bounds(max(first.earliest, last.earliest), last.latest),
    )  # fmt: skip
