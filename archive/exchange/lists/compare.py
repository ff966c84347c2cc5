"""Comparing: what is new in a list, as against what its earlier snapshots made the archive tell.

A fact that the list did not have before began; where the list tells no day for it, on some day
after the last snapshot. A state whose row is gone ended on such a day. A day that is told
differently now is corrected. What is gone and cannot end (a signature, an entry into force that
was only announced) is taken back: the list tells it no longer. The order of rows never matters.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from archive.exchange.lists.snapshot import Fact, Slot, Told
from archive.model.claim import NONE
from archive.model.dates import DAY_MIN, iso, parse


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
class Restored:
    """An end that was concluded from a row that was gone: by its date, the row's state was there all along."""

    told: Told
    fact: Fact


@dataclass(frozen=True, kw_only=True)
class CameTrue:
    """A fact that the list only announced so far, and now states: its day has come."""

    told: Told
    fact: Fact


News = Began | Ended | Restored | Redated | TakenBack | CameTrue


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
    restored = _restored(told, facts)
    yield from restored
    told = _since_the_end(told, {one.told.handle for one in restored})
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
        before = _follows(newest, fact)
        yield Began(fact=fact, date=fact.date or between(_known_before(last, before, on), on), before=before)
    there = None if facts or last is None else _newest(told, last)
    if there is not None and last is not None and _is_there(there, last):
        yield Ended(told=there, date=between(last, on))
        gone = [one for one in gone if one.date.earliest > last]
    past: list[Told] = []
    for one in sorted(gone, key=_order, reverse=True):
        if _is_past(one, past, facts, (last, on)):
            past.append(one)
        else:
            yield TakenBack(told=one)


def _restored(told: Sequence[Told], facts: Sequence[Fact]) -> list[Restored]:
    """Return the concluded ends that a fact with a date of its own says were none."""
    found = []
    for end in (one for one in told if one.concluded):
        for fact in (fact for fact in facts if fact.date and fact.lasts and fact.value != NONE):
            days = parse(fact.date)
            if days.earliest <= end.date.latest and not (days.form == "extent" and days.latest <= end.date.latest):
                found.append(Restored(told=end, fact=fact))
                break
    return found


def _since_the_end(told: Sequence[Told], wrong: Collection[str]) -> list[Told]:
    """Return what is told of the time since the last concluded end, but for the ends that were none."""
    ends = [one.date.earliest for one in told if one.concluded and one.handle not in wrong]
    return [one for one in told if not one.concluded and all(one.date.earliest > end for end in ends)]


def _known_before(last: int | None, before: Told | None, on: int) -> int | None:
    """Return the last day on which a fact without a date was surely not there: what it follows had its day, too."""
    begun = None if before is None else before.date.first.latest
    return begun if begun is not None and last is not None and last < begun < on else last


def _follows(newest: Told | None, fact: Fact) -> Told | None:
    """Return the state that the fact is another value of, None where nothing was there."""
    if newest is None or not fact.lasts or newest.fact.value in (NONE, fact.value):
        return None
    return newest


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
    """Return the pairs of equal facts with different dates, the newest with the newest."""
    pairs = []
    for text in sorted({fact.text for fact in new if fact.date}):
        old = sorted((one for one in gone if one.fact.text == text and not one.sighting), key=_order, reverse=True)
        dated = sorted(
            (fact for fact in new if fact.text == text and fact.date), key=lambda fact: fact.date, reverse=True
        )
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


def _is_past(one: Told, later: Sequence[Told], facts: Sequence[Fact], days: tuple[int | None, int]) -> bool:
    """Return whether it is no wonder that the list lacks the state: it is over, or something else came after it."""
    last, on = days
    if not one.fact.lasts:
        return False
    if last is not None and one.date.earliest <= last and not _is_there(one, last):
        return True
    if any(other.date.earliest > one.date.earliest for other in later if other.fact.text != one.fact.text):
        return True
    starts = [parse(fact.date).earliest if fact.date else on for fact in facts if fact.text != one.fact.text]
    return any(start > one.date.first.latest for start in starts)
