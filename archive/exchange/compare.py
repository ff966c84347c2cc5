"""Comparing: what is new in a list, as against what its earlier snapshots made the archive tell.

A fact that the list did not have before began; where the list tells no day for it, on some day
after the last snapshot. A state whose row is gone ended on such a day. A day that is told
differently now is corrected. What is gone and cannot end (a signature, an entry into force that
was only announced) is taken back: the list tells it no longer. The order of rows never matters.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from archive.exchange.snapshot import Fact, Slot, Told
from archive.model.claim import NONE
from archive.model.dates import DAY_MAX, DAY_MIN, iso, parse


@dataclass(frozen=True, kw_only=True)
class Began:
    """A fact that is new in the list, on its own date or on one day of a set; `before` is the state that it follows."""

    fact: Fact
    date: str
    before: Told | None = None


@dataclass(frozen=True, kw_only=True)
class Ended:
    """A state that the list no longer has: it ended on some day of `date`, a set or a single day."""

    told: Told
    date: str


@dataclass(frozen=True, kw_only=True)
class Redated:
    """A fact for which the list now tells another date, `fact.date`."""

    told: Told
    fact: Fact


@dataclass(frozen=True, kw_only=True)
class TakenBack:
    """A fact that the list no longer tells, and that cannot have ended."""

    told: Told


@dataclass(frozen=True, kw_only=True)
class CameTrue:
    """A fact that the list only announced so far, and now states: its day has come."""

    told: Told
    fact: Fact


News = Began | Ended | Redated | TakenBack | CameTrue


def between(last: int | None, on: int) -> str:
    """Return the date of what is first there on day `on`: one unknown day after the day `last`, if there was one."""
    first = DAY_MIN if last is None else last + 1
    return str(iso(on)) if first == on else f"[{iso(first) or ''}..{iso(on)}]"


def compare(told: Iterable[Told], facts: Iterable[Fact], *, last: Callable[[Fact], int | None], on: int) -> list[News]:
    """Return what a snapshot of day `on` changes, in a fixed order.

    `last` tells the day of the last snapshot before it that covered what a fact is about (None: there was none).
    `facts` are distinct, and at most one of a slot is a state without a date.
    """
    before: dict[Slot, list[Told]] = defaultdict(list)
    now: dict[Slot, list[Fact]] = defaultdict(list)
    for one in told:
        before[one.fact.slot].append(one)
    for fact in facts:
        now[fact.slot].append(fact)
    found: list[News] = []
    for slot in sorted(before.keys() | now.keys()):
        day = last(before[slot][0].fact if before[slot] else now[slot][0])
        found += _of_slot(before[slot], now[slot], last=day, on=on)
    return found


def _of_slot(told: Sequence[Told], facts: Sequence[Fact], *, last: int | None, on: int) -> Iterator[News]:
    newest = _newest(told, on)
    gone, new, same = _matched(told, facts, newest)
    redated = _redated(gone, new)
    for pair in redated:
        gone.remove(pair.told)
        new.remove(pair.fact)
    yield from redated
    pairs = [*same, *((pair.told, pair.fact) for pair in redated)]
    yield from (CameTrue(told=one, fact=fact) for one, fact in pairs if one.fact.ahead and not fact.ahead)
    for fact in new:
        follows = newest if fact.lasts and newest is not None and newest.fact.value != fact.value else None
        yield Began(fact=fact, date=fact.date or between(last, on), before=follows)
    there = None if facts or last is None else _newest(told, last)
    if there is not None and last is not None and _is_there(there, last):
        yield Ended(told=there, date=between(last, on))
        gone = [one for one in gone if one.date.earliest > last]
    yield from (TakenBack(told=one) for one in gone if not _is_past(one, told, facts, last))


def _matched(
    told: Sequence[Told], facts: Sequence[Fact], newest: Told | None
) -> tuple[list[Told], list[Fact], list[tuple[Told, Fact]]]:
    """Return what is told and no longer listed, what is listed and not yet told, and what is both."""
    gone, new, both = list(told), [], []
    for fact in sorted(facts, key=lambda fact: not fact.date):
        same = _same(fact, gone, newest)
        if same is None:
            new.append(fact)
        else:
            gone.remove(same)
            both.append((same, fact))
    return gone, new, both


def _same(fact: Fact, gone: Sequence[Told], newest: Told | None) -> Told | None:
    alike = [one for one in gone if one.fact.text == fact.text]
    if fact.date:
        return next((one for one in alike if one.fact.date == fact.date and not one.sighting), None)
    # Of states only the newest counts: who was a member, then an observer, and is a member again, became one anew.
    return next((one for one in alike if one is newest or not fact.lasts), None)


def _redated(gone: Sequence[Told], new: Sequence[Fact]) -> list[Redated]:
    """Return the pairs of equal facts with different dates, in the order of the dates."""
    pairs = []
    for text in sorted({fact.text for fact in new if fact.date}):
        old = sorted((one for one in gone if one.fact.text == text and not one.sighting), key=_order)
        dated = sorted((fact for fact in new if fact.text == text and fact.date), key=lambda fact: fact.date)
        pairs += [Redated(told=one, fact=fact) for one, fact in zip(old, dated, strict=False)]
    return pairs


def _order(one: Told) -> tuple[int, int]:
    return one.date.first


def _newest(told: Sequence[Told], day: int) -> Told | None:
    """Return what began last by the day; of those of the same days, the one told last."""
    return max((one for one in reversed(told) if one.date.earliest <= day), key=_order, default=None)


def _is_there(one: Told, day: int) -> bool:
    """Return whether a state that began by the day may still be there, as far as its own date goes."""
    over = one.date.form == "extent" and one.date.latest <= day
    return one.fact.lasts and one.fact.value != NONE and not over and not one.fact.ahead


def _is_past(one: Told, told: Sequence[Told], facts: Sequence[Fact], last: int | None) -> bool:
    """Return whether it is no wonder that the list lacks the state: it is over, or something else came after it."""
    if not one.fact.lasts:
        return False
    if last is not None and one.date.earliest <= last and not _is_there(one, last):
        return True
    starts = [other.date.earliest for other in told if other is not one and other.fact.text != one.fact.text]
    starts += [parse(fact.date).earliest if fact.date else DAY_MAX for fact in facts if fact.text != one.fact.text]
    return any(start > one.date.earliest for start in starts)
