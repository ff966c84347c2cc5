"""News as events: what a snapshot changed, ready to be appended, each event with the snapshot as its source."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from archive.exchange.lists.compare import Began, CameTrue, Ended, News, Redated, Restored, TakenBack
from archive.exchange.lists.snapshot import Fact, digest
from archive.kinds import endings
from archive.kinds.base import Payload
from archive.kinds.families.editorial import EventCorrected, EventCorroborated, EventRetracted
from archive.kinds.families.listing import ListObserved
from archive.model.event import Citation, Draft, Envelope


@dataclass(frozen=True, kw_only=True)
class Telling:
    """Who tells the news: the list, the day (ISO) it was seen, as which source, and the same of the time before.

    `labels` are the printed names of entities; `before` is None at the first observation.
    """

    list: str
    on: str
    source: str
    before: str | None
    labels: Mapping[str, str]

    def cites(self, says: str, place: str = "") -> tuple[Citation, ...]:
        """Return the snapshot as the source of an event."""
        return (Citation(source=self.source, at=place, says=says),)

    def since(self, says: str) -> str:
        """Return what the list says now, and that it did not when it was last seen."""
        return says if self.before is None else f"{says}; not so on {self.before}"


def drafts_of(news: Sequence[News], sightings: Iterable[Fact], telling: Telling) -> list[Draft]:
    """Return the events of the news, and of the states that are only seen there, in a fixed order, with keys."""
    made = [_draft(one, telling) for one in news] + [_seen(fact, telling) for fact in sightings]
    return list(_keyed(made))


def observation(
    facts: Sequence[Fact], telling: Telling, *, over: Iterable[str] = (), without: Iterable[str] = ()
) -> Draft:
    """Return the event that the list was seen, with these facts.

    `over` are events whose rows are gone with nothing to tell of it, `without` the groups that it does not cover.
    """
    payload = ListObserved(
        list=telling.list, facts=len(facts), sha256=digest(facts), over=tuple(sorted(over)),
        without=tuple(sorted(without)),
    )  # fmt: skip
    envelope = Envelope(
        kind=payload.kind, key=f"{telling.list}-{telling.on}", date=telling.on,
        citations=telling.cites("the whole list"), gist=f"The list {telling.list} was seen as of {telling.on}.",
    )  # fmt: skip
    return Draft(envelope, payload)


def _draft(news: News, telling: Telling) -> Draft:
    match news:
        case Began(fact=fact, date=date, before=before):
            says = "listed" if before is None else f"listed as {fact.value}, before as {before.fact.value}"
            return _listed(fact, fact.payload, date, telling, says=says if fact.date else telling.since(says))
        case Ended(told=told, date=date):
            gist = f"{_subject(told.fact, telling)} is no longer listed: {_object(told.fact, telling)}."
            payload = endings.ended(told.fact.payload)
            says = f"not listed; listed on {telling.before}"
            return _made(payload, telling, stem=_stem(told.fact, "ended"), date=date, gist=gist, says=says)
        case Redated(told=told, fact=fact):
            reason = f"the list of {telling.on} tells {fact.date}, that of {telling.before} told {told.fact.date}"
            payload = EventCorrected(event=told.handle, set={"date": fact.date}, reason=reason)
            return _made(
                payload, telling, stem=_stem(fact, fact.value, "redated"), says=f"listed with the date {fact.date}"
            )
        case CameTrue(told=told, fact=fact):
            listed = EventCorroborated(event=told.handle)
            return _made(listed, telling, stem=_stem(fact, fact.value, "came-true"), says="listed, and no longer ahead")
        case Restored(told=told, fact=fact):
            reason = f"the list of {telling.on} tells {fact.date}: its row was missing, and it was there all along"
            retraction = EventRetracted(event=told.handle, reason=reason)
            return _made(retraction, telling, stem=_stem(fact, fact.value, "restored"), says="listed again")
        case TakenBack(told=told):
            reason = f"the list of {telling.on} no longer tells it, that of {telling.before} did"
            retraction = EventRetracted(event=told.handle, reason=reason)
            return _made(retraction, telling, stem=_stem(told.fact, told.fact.value, "taken-back"), says="not listed")


def _seen(fact: Fact, telling: Telling) -> Draft:
    payload = endings.seen(fact.payload)
    assert payload is not None  # noqa: S101 - only what can be seen is handed in
    return _listed(fact, payload, telling.on, telling, says="listed")


def _listed(fact: Fact, payload: Payload, date: str, telling: Telling, *, says: str) -> Draft:
    """Return the event of a fact that is listed, with all that the map gives it besides its facts and date."""
    given = fact.origin.envelope if fact.origin else Envelope(kind=payload.kind)
    told = next(iter(given.citations), Citation(source=telling.source))
    support = "ahead" if fact.ahead else told.support
    cited = Citation(source=telling.source, at=told.at, says=told.says or says, quote=told.quote, support=support)
    stem = _stem(fact, fact.value) if payload is fact.payload else _stem(fact, fact.value, "seen")
    envelope = msgspec.structs.replace(
        given, kind=payload.kind, schema_version=payload.schema_version, key=f"{telling.list}-{telling.on}-{stem}",
        date=date, gist=given.gist or f"{_subject(fact, telling)}: {fact.value}, {_object(fact, telling)}.",
        citations=(cited,),
    )  # fmt: skip
    return Draft(envelope, payload, fact.origin.where if fact.origin else None)


def _made(payload: Payload, telling: Telling, *, stem: str, says: str, date: str = "", gist: str = "") -> Draft:
    envelope = Envelope(
        kind=payload.kind, schema_version=payload.schema_version, key=f"{telling.list}-{telling.on}-{stem}", date=date,
        gist=gist, citations=telling.cites(says),
    )  # fmt: skip
    return Draft(envelope, payload)


def _keyed(drafts: Iterable[Draft]) -> Iterator[Draft]:
    """Yield the drafts with keys that differ: the second of one key gets a number."""
    seen: Counter[str] = Counter()
    for draft in drafts:
        key = draft.envelope.key
        seen[key] += 1
        numbered = key if seen[key] == 1 else f"{key}-{seen[key]}"
        yield Draft(msgspec.structs.replace(draft.envelope, key=numbered), draft.payload)


def _stem(fact: Fact, *more: str) -> str:
    lines = fact.about
    names = (lines[0].subject, lines[0].object) if lines else (fact.payload.kind,)
    return "-".join(re.findall("[a-z0-9]+", "-".join((*names, *more)).lower()))


def _subject(fact: Fact, telling: Telling) -> str:
    names = dict.fromkeys(line.subject for line in fact.about)
    return ", ".join(telling.labels.get(name, name) for name in names) or fact.payload.kind


def _object(fact: Fact, telling: Telling) -> str:
    return telling.labels.get(fact.of, fact.of)
