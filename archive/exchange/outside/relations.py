"""Relations of an outside file: who was in what, or held what, from when until when; as events of ours."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

import msgspec

from archive.exchange.outside.bad_records import BadRecords
from archive.exchange.outside.spells import EndIs, Spell, dates_of
from archive.kinds.families.membership import MembershipAttested, MembershipChanged
from archive.kinds.families.office import OfficeAssumed, OfficeAttested, OfficeLeft
from archive.model.claim import NONE
from archive.model.dates import DAY_MAX, DAY_MIN, parse
from archive.model.errors import DateError
from archive.model.event import Citation, Draft, Envelope, Standing

MEMBER = "member"


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """One spell of somebody (`who`) in a body or an office (`what`): their refs in the file, then ids of the archive.

    A spell without dates is a sighting on the day `seen`, where there is one. `key` names the event
    of the beginning where another one is a rival of it.
    """

    path: str
    what: str
    who: str
    spell: Spell
    family: Literal["membership", "office"] = "membership"
    status: str = MEMBER
    seen: str | None = None
    gist: str = ""
    note: str = ""
    key: str = ""
    standing: Standing = "main"
    rival_of: str = ""
    citations: tuple[Citation, ...] = ()
    raw: object = None


def checked(relations: Iterable[Relation], bad: BadRecords, *, end_is: EndIs, undated: str) -> Iterator[Relation]:
    """Yield the relations that can be dated; the others are bad. `undated` says what to do about one without dates."""
    for one in relations:
        try:
            if one.spell.dated:
                dates_of(one.spell, end_is)
            elif one.seen is None:
                bad.add(one, "", "no date, and none to take over", hint=undated)
                continue
            else:
                parse(one.seen)
        except DateError as error:
            first, *forms = error.message.splitlines()
            bad.add(one, "", first, near=error.nearest, hint=error.hint or next(iter(forms), None))
        else:
            yield one


def united(relations: Iterable[Relation], *, end_is: EndIs) -> list[Relation]:
    """Return the relations with spells of one thing that surely overlap made one, in the order of their beginnings.

    Files part a spell where something else about it changes (a party, a constituency), and often give
    both parts the day of the change. Two such parts would say that the first one's end ended it all.
    """
    groups: dict[tuple[object, ...], list[Relation]] = defaultdict(list)
    for one in relations:
        groups[one.family, one.who, one.what, one.status, one.standing, one.seen if not one.spell.dated else ""].append(
            one
        )
    found: list[Relation] = []
    for group in groups.values():
        last: Relation | None = None
        for one in sorted(group, key=_first_day):
            if last is not None and _overlap(last.spell, one.spell, end_is):
                last = _joined(last, one)
            else:
                found += [last] if last else []
                last = one
        found += [last] if last else []
    return found


def settled(relations: Iterable[Relation], ids: Mapping[str, str], bad: BadRecords) -> Iterator[Relation]:
    """Yield the relations by ids of the archive; one with somebody who is not taken in is left out with them."""
    for one in relations:
        if one.who in ids and one.what in ids:
            yield replace(one, who=ids[one.who], what=ids[one.what])
        else:
            bad.follow(one, "names a record that is not taken in")


def drafts_of(relation: Relation, *, end_is: EndIs) -> Iterator[Draft]:
    """Yield the events of one settled relation: its beginning with its end, or each of its own, or a sighting."""
    if not relation.spell.dated:
        assert relation.seen is not None  # noqa: S101 - it was checked
        yield _draft(relation, relation.seen, _seen(relation))
        return
    dates = dates_of(relation.spell, end_is)
    yield _draft(relation, dates.begins, _begun(relation))
    if dates.ends is not None:
        ending = replace(relation, key="", rival_of="", gist=f"{relation.gist} It ends." if relation.gist else "")
        yield _draft(ending, dates.ends, _ended(relation))


def _begun(relation: Relation) -> msgspec.Struct:
    if relation.family == "office":
        return OfficeAssumed(subject=relation.who, office=relation.what)
    return MembershipChanged(subject=(relation.who,), object=relation.what, status=relation.status)


def _ended(relation: Relation) -> msgspec.Struct:
    if relation.family == "office":
        return OfficeLeft(subject=relation.who, office=relation.what)
    return MembershipChanged(subject=(relation.who,), object=relation.what, status=NONE)


def _seen(relation: Relation) -> msgspec.Struct:
    if relation.family == "office":
        return OfficeAttested(subject=relation.who, office=relation.what)
    return MembershipAttested(subject=(relation.who,), object=relation.what, status=relation.status)


def _draft(relation: Relation, date: str, payload: msgspec.Struct) -> Draft:
    envelope = Envelope(
        kind=type(payload).kind,  # type: ignore[attr-defined]  # every kind has its name
        key=relation.key, date=date, gist=relation.gist, note=relation.note, standing=relation.standing,
        rival_of=relation.rival_of, citations=relation.citations,
    )  # fmt: skip
    return Draft(envelope, payload)


def _first_day(relation: Relation) -> tuple[int, int]:
    return bounds_of(relation.spell)[:2]


def bounds_of(spell: Spell) -> tuple[int, int, int, int]:
    """Return the earliest and latest first day, the earliest and latest end."""
    start = parse(spell.start) if spell.start is not None else None
    end = parse(spell.end) if spell.end is not None else None
    first = (start.earliest, start.latest) if start else (DAY_MIN, DAY_MIN)
    if end is not None:
        return *first, end.earliest, end.latest
    return *first, first[0] if spell.ending == "unknown" else DAY_MAX, DAY_MAX


def _overlap(one: Spell, other: Spell, end_is: EndIs) -> bool:
    """Return whether the later of two spells surely begins before the earlier one is over."""
    if one == other:
        return True
    _, latest_start, *_ = bounds_of(other)
    _, _, earliest_end, _ = bounds_of(one)
    return latest_start <= earliest_end if end_is == "last-day-in" else latest_start < earliest_end


def _joined(one: Relation, other: Relation) -> Relation:
    last = max((one, other), key=lambda relation: bounds_of(relation.spell)[2:])
    spell = Spell(start=one.spell.start, end=last.spell.end, ending=last.spell.ending)
    citations = tuple(dict.fromkeys((*one.citations, *other.citations)))
    return replace(one, spell=spell, citations=citations)
