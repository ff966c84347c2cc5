"""What somebody may have meant who wrote a date in another form: guesses to offer, never to take."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache

from archive.model import dates_meant as meant
from archive.model.dates_meant import Guess

_Reader = Callable[[re.Match[str]], Guess | None]
_DASHES = str.maketrans(
    # hyphen, non-breaking hyphen, figure dash, en dash, em dash, bar, minus; ellipsis, fraction slash, hard space
    dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-") | {"\u2026": "..", "\u2044": "/", "\u00a0": " "}
)
_YMD = r"([0-9]{4}-[0-9]{2}-[0-9]{2})"
_ABOUT = r"(?:about|around|approx(?:imately|\.)?|circa|ca?\.?)"
_IN_BRACKETS = "one unknown day of several stands in [ ]"
_TOO_VAGUE = "the order of day and month is never guessed, and a year has four digits"
_UNKNOWN = "an unknown date is left out, or told by its latest day, [..day]"


def guess(text: str) -> Guess | None:
    """Return the best guess at the text, or None."""
    for pattern, reader in _rules():
        match = pattern.fullmatch(text)
        if match is not None and (found := reader(match)) is not None:
            return found
    plain = _plain(text)
    return None if plain == text else (guess(plain) or Guess("", (plain,)))


@cache
def _rules() -> list[tuple[re.Pattern[str], _Reader]]:
    return [(re.compile(pattern, re.IGNORECASE), reader) for pattern, reader in _RULES]


def _plain(text: str) -> str:
    """Return the text with plain digits and hyphens, without spaces around it or around its signs."""
    digits = "".join(str(unicodedata.digit(sign, sign)) if sign.isdigit() else sign for sign in text)
    tidy = re.sub(r"\s*([-/,\[\]]|\.\.)\s*", r"\1", digits.translate(_DASHES).strip())
    return re.sub(r"(?<=[0-9-])[xu]+(?![a-z])", lambda unknown: "X" * len(unknown[0]), tidy)


def _inside(form: str, *, reason: str = "") -> _Reader:
    """Return the rule that puts the date inside a sign or a word into a form of ours."""

    def inside(match: re.Match[str]) -> Guess:
        dates = _each(match.groups())
        return Guess(reason, tuple(form.format(*one) for one in dates))

    return inside


def _each(parts: Iterable[str]) -> list[tuple[str, ...]]:
    """Return the parts, each read as well as it can be: a row for each reading, the same for all parts."""
    readings = [found.better if (found := guess(part)) and found.better else (part,) for part in parts]
    most = max(len(reading) for reading in readings)
    return [tuple(reading[min(row, len(reading) - 1)] for reading in readings) for row in range(most)]


def _fixed(reason: str, *better: str) -> Callable[[re.Match[str]], Guess]:
    return lambda match: Guess(reason, tuple(match.expand(one) for one in better))


_RULES: tuple[tuple[str, _Reader], ...] = (
    (r"", _fixed("the date is empty; a date that nobody tells is left out")),
    (r"([0-9]{1,2})[./ -]([0-9]{1,2})[./ -]([0-9]{4})", meant.day_month),
    (r"([0-9]{1,2})[./ -]([0-9]{1,2})[./ -]([0-9]{2})", _fixed(_TOO_VAGUE)),
    (_YMD + r"[T ][0-9]{1,2}.*", _fixed("the smallest unit is a day", r"\1")),
    (r"([0-9]{4})([0-9]{2})([0-9]{2})", meant.year_first),
    (r"([0-9]{4})([0-9]{2})", meant.year_first),
    (r"([0-9]{4})[./ -]([0-9]{1,2})[./ -]([0-9]{1,2})", meant.year_first),
    (r"(?P<year>[0-9]{4})-3(?P<number>[3-6])", meant.quarter),
    (r"(?P<year>[0-9]{4})[- ]?Q(?P<number>[1-4])", meant.quarter),
    (r"Q(?P<number>[1-4])[- /]?(?P<year>[0-9]{4})", meant.quarter),
    (r"([0-9]{4})/([0-9]{2})", meant.short_end),
    (_YMD + r"[/-]([0-9]{2})", meant.short_end),
    (_YMD + r"[/-]([0-9]{2}-[0-9]{2})", meant.short_end),
    (r"([0-9]{4}-[0-9]{2})/([0-9]{2})", meant.short_end),
    (r"([0-9]{4})[ -]([0-9]{1,2})", meant.year_first),
    (r"([0-9]{4})\.([0-9]{2})", meant.year_first),
    (r"[0-9]*\.[0-9]+", _fixed("a number is never a date")),
    (r"([0-9]{1,2})[./ -]([0-9]{4})", lambda match: Guess("", (f"{match[2]}-{match[1].zfill(2)}",))),
    (r"([0-9]{4})-([0-9]{4})", meant.two_years),
    (_YMD + "-" + _YMD, meant.two_years),
    (r"([0-9]{4})-?W([0-9]{2})(?:-?([1-7]))?", meant.week),
    (r"([0-9]{4})-([0-9]{3})", meant.ordinal),
    (r"(?P<month>[a-z]+)\.?,? (?P<day>[0-9]{1,2})(?:st|nd|rd|th)?,? (?P<year>[0-9]{4})", meant.named_day),
    (r"(?:(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?[ -](?:of )?)?(?P<month>[a-z]+)\.?,?[ -](?:of )?(?P<year>[0-9]{4})",
     meant.named_day),
    (r"(?:the )?([0-9]{3})0'?s", _fixed("", r"\1X")),
    (r"[~?%]+[0-9X-]+[~?%]*", meant.qualified),
    (r"[0-9X-]+[~?%]+(?:[~?%]|-[0-9X~?%-]+)", meant.qualified),
    (r"([0-9]{4})-([01])X", meant.unspecified_month),
    (r"([0-9]{4}-[0-9]{2})-[0-9]X", _fixed("both digits of a day are unknown, or none", r"\1-XX")),
    (r"XXXX(?:-XX){0,2}|[ux?]+|unknown|none|null|n/?a|tba|tbd", _fixed(_UNKNOWN)),
    (r"[0-9]XXX", _fixed("at most two digits of a year may be unknown")),
    (r"today|yesterday|tomorrow|now", _fixed("a date is told so that it reads the same tomorrow")),
    (r"-[0-9]+(?:-.*)?|y-?[0-9]+|[0-9]{5,}", _fixed("years are 0001 to 9999")),
    (r"[0-9]{1,3}", _fixed("a year has four digits")),
    (r"\{(.*)\}", meant.all_of),
    (r"(.*)/(?:open|now|present|today)", _inside("{}/..")),
    (r"(.*)/unknown", _inside("{}/")),
    (_ABOUT + r" ?(.+)", _inside("{}~")),
    (r"(.+?) ?\(?(?:about|approx\.?|ca\.)\)?", _inside("{}~")),
    (r"(?:not later than|no later than|by) (.+)", _inside("[..{}]")),
    (r"(?:not before|not earlier than) (.+)", _inside("[{}..]")),
    (r"since (.+)", _inside("{}/..")),
    (r"between (.+) and (.+)", _inside("[{}..{}]")),
    (r"(?:from )?(.+) (?:to|until|through) (.+)", _inside("{}/{}")),
    (r"(.+) or (.+)", _inside("[{},{}]")),
    (r"([^\[\]{}/,]+)\.\.([^\[\]{}/,]+)", _inside("[{}..{}]", reason=_IN_BRACKETS)),
    (r"\.\.([^\[\]{}/,]+)", _inside("[..{}]", reason=_IN_BRACKETS)),
    (r"([^\[\]{}/,]+)\.\.", _inside("[{}..]", reason=_IN_BRACKETS)),
)  # fmt: skip
