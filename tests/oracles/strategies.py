"""Hypothesis strategies for small timelines, and the words to write one down by hand.

All days are near `d(0)`. A timeline never has more worlds than the oracle can live through in a
moment: once the vague days of the main account multiply to `WORLDS`, the rest are single days.
"""

from typing import Any

from hypothesis import strategies as st

from archive.model.claim import NONE, Claim, Manner
from archive.model.dates import DAY_MAX, DAY_MIN, Bounds, iso

SPAN = 12
"""Timelines have their dates on d(0) to d(SPAN), open sides aside."""

WORLDS = 600
VALUES = ("a", "b", NONE)


def d(number: int) -> int:
    """Return a day of the examples; DAY_MAX stays what it is."""
    return DAY_MAX if number == DAY_MAX else 730_000 + number


def day_text(number: int) -> str:
    """Return the day of the examples as the answers print it."""
    return iso(d(number)) or ""


def bounds_of(days: int | tuple[int, int]) -> Bounds:
    first, last = (days, days) if isinstance(days, int) else days
    return Bounds(d(first), d(last))


def text_of(bounds: Bounds) -> str:
    """Return a date text for the bounds, as a source might write it."""
    first, last = iso(bounds.earliest) or "", iso(bounds.latest) or ""
    return first if first == last else f"[{first}..{last}]"


def begins(value: str, days: int | tuple[int, int], event: str, **fields: Any) -> Claim:
    return claim("begins", value, bounds_of(days), event, **fields)


def holds(value: str, days: int | tuple[int, int], event: str, **fields: Any) -> Claim:
    return claim("holds", value, bounds_of(days), event, **fields)


def expected(
    value: str, days: int | tuple[int, int], announced: int | tuple[int, int], event: str, **fields: Any
) -> Claim:
    return claim("expected", value, bounds_of(days), event, announced=bounds_of(announced), **fields)


def lacks(days: int | tuple[int, int], event: str, **fields: Any) -> Claim:
    return claim("lacks", NONE, bounds_of(days), event, **fields)


def covers(days: int | tuple[int, int], event: str, **fields: Any) -> Claim:
    return claim("covers", NONE, bounds_of(days), event, **fields)


def open_sided(covering: Claim) -> Claim:
    """Return a claim on all days from its first on."""
    return covering._replace(bounds=Bounds(covering.bounds.earliest, DAY_MAX))


def extent(
    value: str, first: int | tuple[int, int], last: int | tuple[int, int], event: str, **fields: Any
) -> list[Claim]:
    """Return both ends of a value that lasts from a first through a last day, both in."""
    in_first, in_last = bounds_of(first), bounds_of(last)
    out = Bounds(in_last.earliest + 1, min(in_last.latest + 1, DAY_MAX))
    end = claim("begins", NONE, out, event, part="end", **fields)
    return [
        claim("begins", value, in_first, event, part="start", **fields),
        end._replace(date="" if in_last.latest >= DAY_MAX else text_of(in_last)),
    ]


def claim(manner: Manner, value: str, bounds: Bounds, event: str, **fields: Any) -> Claim:
    where: dict[str, Any] = {"property": "membership", "subject": "utopia", "object": "club", "date": text_of(bounds)}
    return Claim(**{**where, "value": value, "manner": manner, "bounds": bounds, "event": event, **fields})


def spans(longest: int) -> st.SearchStrategy[tuple[int, int]]:
    """Days between d(0) and d(SPAN), half of them exact, others of up to `longest` days."""
    widths = st.one_of(st.just(0), st.integers(0, longest - 1))
    return st.builds(lambda first, width: (first, min(first + width, SPAN)), st.integers(0, SPAN), widths)


marks: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {
        "disputes": st.sampled_from([frozenset(), frozenset(), frozenset(), frozenset("q"), frozenset("qr")]),
        "undated": st.sampled_from([False, False, False, True]),
    }
)


@st.composite
def beginnings(draw: st.DrawFn, /, event: str, longest: int = 5, **fields: Any) -> list[Claim]:
    """One event that begins a value: for good, or for an extent, or the end of what there was."""
    fields |= draw(marks)
    shape = draw(st.sampled_from(["whole"] * 12 + ["extent"] * 5 + ["unknown-end", "since-ever", "not-later"]))
    first = draw(spans(longest))
    if shape == "whole":
        return [begins(draw(st.sampled_from(VALUES)), first, event, **fields)]
    value = draw(st.sampled_from(VALUES[:2]))
    if shape == "since-ever":
        return [begins(value, 0, event, **fields)._replace(bounds=Bounds(DAY_MIN, DAY_MIN), date="..")]
    if shape == "not-later":
        text = f"[..{day_text(first[1])}]"
        return [begins(value, 0, event, **fields)._replace(bounds=Bounds(DAY_MIN, d(first[1])), date=text)]
    if shape == "unknown-end":
        return extent(value, first, (first[0], DAY_MAX), event, **fields)
    lasts = draw(st.integers(0, 5))
    last = (first[0] + lasts, first[1] + lasts)
    return extent(value, first, last if draw(st.booleans()) else last[0], event, **fields)


def sharper(claims: list[Claim], worlds: int) -> list[Claim]:
    """Return the claims with single days from where their choices multiply to more than `worlds`."""
    done = []
    for one in claims:
        earliest, latest = one.bounds
        open_sided = (earliest == DAY_MIN) != (latest == DAY_MAX)
        wide = SPAN + 8 if open_sided else latest - earliest + 1
        if wide <= worlds:
            worlds //= wide
            done.append(one)
        else:
            day = latest if latest < DAY_MAX else earliest
            done.append(one._replace(bounds=Bounds(day, day)))
    return done


@st.composite
def timelines(draw: st.DrawFn) -> list[Claim]:
    """A small timeline with some of everything: see the module's first lines."""

    def few(most: int) -> range:
        return range(draw(st.integers(0, most)))

    def seldom(most: int) -> range:
        return few(most) if draw(st.booleans()) else range(0)

    main: list[Claim] = []
    for number in few(5):
        attributed = draw(st.sampled_from([False, False, False, False, True]))
        main += draw(beginnings(f"m{number}", attributed=attributed))
        if len(main) >= 5:
            break
    claims = sharper(main, WORLDS)

    for number in seldom(2):
        several = [(), (), ("m0",), ("m1",), ("m2",), ("elsewhere",), ("elsewhere", "m1", "m0"), ("m2", "m1")]
        named = draw(st.sampled_from(several))
        claims += sharper(draw(beginnings(f"r{number}", 3, rival=True, rival_of=named)), 9)

    values = st.sampled_from(VALUES)
    claims += [holds(draw(values), draw(spans(3)), f"h{n}", **draw(marks)) for n in few(3)]
    claims += [holds(draw(values), draw(spans(3)), f"rh{n}", rival=True, **draw(marks)) for n in seldom(2)]
    claims += [lacks(draw(spans(3)), f"l{n}", **draw(marks)) for n in seldom(2)]
    claims += [lacks(draw(spans(3)), f"rl{n}", rival=True, **draw(marks)) for n in seldom(1)]
    for number in seldom(3):
        listed = covers(draw(spans(9)), f"c{number}", rival=draw(st.sampled_from([False, False, True])), **draw(marks))
        claims.append(draw(st.sampled_from([listed, open_sided(listed)])))
    for number in seldom(3):
        plan = expected(draw(values), draw(spans(5)), draw(spans(2)), f"p{number}", **draw(marks))
        claims.append(plan if draw(st.booleans()) else plan._replace(announced=None))
    one_property = draw(st.sampled_from(["membership", "membership", "meeting", "stance"]))
    return [one._replace(property=one_property) for one in claims]
