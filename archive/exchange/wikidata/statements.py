"""Wikidata's statements as relations: who is a member of what, who holds what, from when until when."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from archive.exchange.outside.bad_records import BadRecords
from archive.exchange.outside.relations import Relation, bounds_of
from archive.exchange.outside.spells import Ending, Spell
from archive.exchange.wikidata.records import Placed, Snak, item_of
from archive.exchange.wikidata.time import moment_of
from archive.model.errors import DateError
from archive.model.event import Citation

MEMBER_OF, POSITION_HELD, PART_OF = "P463", "P39", "P361"
START, END, POINT_IN_TIME, REPLACES, REPLACED_BY = "P580", "P582", "P585", "P1365", "P1366"

READ = {MEMBER_OF: "member of", POSITION_HELD: "holds", PART_OF: "part of"}
"""The properties that are read, and what they say in words."""


class When(NamedTuple):
    """The time that the qualifiers of a statement tell: a spell, or the days on which it was so."""

    spell: Spell
    days: tuple[str, ...]
    notes: tuple[str, ...]


def relations_of(
    statements: Iterable[Placed], bad: BadRecords, skipped: Counter[str], *, labels: Mapping[str, str], on: str | None
) -> Iterator[Relation]:
    """Yield what the statements tell, without citations; of one without dates, that it was so on the day `on`.

    `skipped` counts those that are right and say nothing that can be kept, by the reason.
    """
    for one in statements:
        snak = one.record.mainsnak
        if snak.snaktype != "value":
            skipped["with an unknown value" if snak.snaktype == "somevalue" else "that there is none"] += 1
            continue
        what = item_of(snak)
        if what is None:
            bad.add(one, "mainsnak", "not an item", expected='a datavalue of type wikibase-entityid with "id": "Q…"')
            continue
        try:
            when = _when(one)
        except DateError as error:
            bad.add(one, "qualifiers", error.message.splitlines()[0], hint=error.hint)
            continue
        days = when.days or ((on,) if on else ())
        if not when.spell.dated and not days:
            skipped["without any date (--on DATE takes them for sightings on that day)"] += 1
            continue
        yield from _relations(one, what, when, days, labels)


def _relations(
    one: Placed, what: str, when: When, days: tuple[str, ...], labels: Mapping[str, str]
) -> Iterator[Relation]:
    prop = one.record.mainsnak.property
    first = Relation(
        path=one.path, raw=one.raw, who=one.subject, what=what, spell=when.spell,
        family="office" if prop == POSITION_HELD else "membership",
        gist=f"{labels.get(one.subject, one.subject)}: {READ[prop]} {labels.get(what, what)}.",
        note="; ".join([*when.notes, *_neighbours(one, labels)]),
        standing="deprecated" if one.record.rank == "deprecated" else "main",
    )  # fmt: skip
    if when.spell.dated:
        yield first
    else:
        yield from (replace(first, seen=day) for day in days)


def ranked(relations: Iterable[tuple[Placed, Relation]]) -> Iterator[tuple[Placed, Relation]]:
    """Yield the relations with their standing: what a preferred statement tells otherwise is a rival of it.

    Wikidata's preferred rank says which statement to show, as a rule the newest; the others are as true.
    Only where two tell one spell with other dates, the preferred one is the main account.
    """
    every = list(relations)
    preferred = [pair for pair in every if pair[0].record.rank == "preferred" and pair[1].spell.dated]
    for placed, one in every:
        if placed.record.rank == "normal" and one.spell.dated:
            main = next((pair for pair in preferred if _contradict(pair[1], one)), None)
            if main is not None:
                yield placed, replace(one, standing="rival", rival_of=key_of(main[0]))
                continue
        challenged = placed.record.rank == "preferred" and any(
            other[0].record.rank == "normal" and other[1].spell.dated and _contradict(one, other[1]) for other in every
        )
        yield placed, replace(one, key=key_of(placed)) if challenged else one


def key_of(placed: Placed) -> str:
    """Return the key of a statement's event, made of its id."""
    return "wd-" + placed.record.id.lower().replace("$", "-")


def cited(placed: Placed, source: str) -> Citation:
    """Return the citation of Wikidata itself."""
    told = [prop for prop in (START, END, POINT_IN_TIME) if placed.record.told(prop)]
    rank = "" if placed.record.rank == "normal" else f", rank {placed.record.rank}"
    says = f"{placed.record.mainsnak.property}{' with ' if told else ''}{', '.join(told)}{rank}"
    return Citation(source=source, at=placed.record.id or placed.path, says=says)


def _when(one: Placed) -> When:
    starts, ends = one.record.told(START), one.record.told(END)
    for name, several in ((START, starts), (END, ends)):
        if len(several) > 1:
            message = f"{len(several)} values of {name}: which one counts is not told"
            raise DateError(message, hint="part the statement in two, or mend it in Wikidata")
    notes: list[str] = []
    start, end = (_date(snaks, notes) for snaks in (starts, ends))
    ending: Ending = "untold"
    if ends and ends[0].snaktype != "value":
        ending = "open" if ends[0].snaktype == "novalue" else "unknown"
    days = [] if start or end else [moment_of(snak) for snak in one.record.told(POINT_IN_TIME) if _has(snak)]
    notes += [day.note for day in days if day.note]
    return When(Spell(start=start, end=end, ending=ending), tuple(day.date for day in days), tuple(notes))


def _date(snaks: list[Snak], notes: list[str]) -> str | None:
    if not snaks or not _has(snaks[0]):
        return None
    moment = moment_of(snaks[0])
    notes += [f"{snaks[0].property}: {moment.note}"] if moment.note else []
    return moment.date


def _has(snak: Snak) -> bool:
    return snak.snaktype == "value"


def _neighbours(one: Placed, labels: Mapping[str, str]) -> Iterator[str]:
    for name, words in ((REPLACES, "replaces"), (REPLACED_BY, "replaced by")):
        found = [labels.get(item, item) for snak in one.record.told(name) if (item := item_of(snak))]
        if found:
            yield f"{words} {', '.join(found)}"


def _contradict(one: Relation, other: Relation) -> bool:
    """Return whether two relations tell one spell of one thing with other dates."""
    if (one.family, one.who, one.what) != (other.family, other.who, other.what) or one.spell == other.spell:
        return False
    first, second = bounds_of(one.spell), bounds_of(other.spell)
    return first[0] <= second[3] and second[0] <= first[3]
