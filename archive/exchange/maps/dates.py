"""The dates of a map: read in the forms that it lists and in no other."""

from datetime import datetime
from typing import Literal

from archive.model.dates import DAY_MAX, DAY_MIN, EdtfDate, parse
from archive.model.errors import DateError

Convention = Literal["first-day-out", "last-day-in"]
Missing = Literal["open", "unknown", "not-tracked", "inherited"]

FORMS = ("edtf", "range")
"""edtf: as the archive writes dates; range: `a..b`, one unknown day in it. Others are strptime's, such as %d.%m.%Y."""

_DIRECTIVES = frozenset("YmdBbjHMSfzZAaI p%")
_DAY, _MONTH = frozenset("dj"), frozenset("mBb")


def form_fault(form: str) -> str | None:
    """Return what is wrong with a form of dates, if anything."""
    if form in FORMS:
        return None
    signs = [form[at + 1] for at, sign in enumerate(form[:-1]) if sign == "%"]
    if not signs:
        return f"neither {' nor '.join(FORMS)}, and no % is in it"
    if "y" in signs:
        return "%y leaves the century open: nothing is guessed"
    if "Y" not in signs:
        return "without %Y no year is known"
    unknown = [f"%{sign}" for sign in signs if sign not in _DIRECTIVES]
    return f"{', '.join(unknown)} is not accepted" if unknown else None


class DateReader:
    """Reads texts as dates in a list of forms; what was read once is remembered."""

    def __init__(self, forms: tuple[str, ...], *, first: str = "", last: str = "") -> None:
        self._forms = forms
        self._first = parse(first).earliest if first else DAY_MIN
        self._last = parse(last).latest if last else DAY_MAX
        self._range = f"{first}..{last}"
        self._read: dict[str, EdtfDate] = {}

    def read(self, text: str) -> EdtfDate:
        """Return the date; raises DateError where no form reads it, two read it differently, or it is out of range."""
        found = self._read.get(text)
        if found is None:
            found = self._read[text] = self._checked(text)
        return found

    def own(self, text: str) -> None:
        """Take a date that the map itself writes: as the archive does, whatever the rows do. Raises DateError."""
        self._read[text] = parse(text)

    def _checked(self, text: str) -> EdtfDate:
        readings = {date.text: (form, date) for form in self._forms if (date := _in_form(text, form)) is not None}
        if len(readings) > 1:
            told = ", ".join(f"{date} by {form}" for date, (form, _) in readings.items())
            raise DateError(f"{text!r} may be {told}", hint="leave one of these forms in the map: nothing is guessed")
        if not readings:
            raise _unread(text, self._forms)
        ((_, date),) = readings.values()
        if date.latest < self._first or (date.earliest > self._last and date.earliest < DAY_MAX):
            raise DateError(f"{text!r} is not within {self._range}, the range of dates in the map", hint="")
        return date


def _in_form(text: str, form: str) -> EdtfDate | None:
    try:
        if form == "edtf":
            return parse(text)
        if form == "range":
            return parse(f"[{text}]") if ".." in text and "/" not in text else None
        read = datetime.strptime(text, form)  # noqa: DTZ007 - the day as written, in whatever zone
    except (DateError, ValueError):
        return None
    signs = {form[at + 1] for at, sign in enumerate(form[:-1]) if sign == "%"}
    if signs & _DAY:
        return parse(f"{read.year:04}-{read.month:02}-{read.day:02}")
    return parse(f"{read.year:04}-{read.month:02}" if signs & _MONTH else f"{read.year:04}")


def _unread(text: str, forms: tuple[str, ...]) -> DateError:
    """Return the refusal of a text: ours, with what may be meant, and where the map says how dates are written."""
    where = f"the map reads dates as {', '.join(forms)}: add the form of this one to [dates] forms, such as %d/%m/%Y"
    for form in forms:
        if form not in FORMS and _is_no_day(text, form):
            return DateError(
                f"{text!r} is no day of the calendar, read by {form}", hint="mend it, or put such rows aside"
            )
    try:
        parse(text)
    except DateError as error:
        return DateError(error.message.splitlines()[0], nearest=error.nearest, hint=where)
    return DateError(f"{text!r} is in none of the forms", hint=where)


def _is_no_day(text: str, form: str) -> bool:
    """Tell whether a text is of the form, and its month has no such day."""
    try:
        datetime.strptime(text, form)  # noqa: DTZ007 - only whether it reads
    except ValueError as error:
        return str(error).startswith("day ")
    return False
