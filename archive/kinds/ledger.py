"""The ledger: which events count under the cut-offs, with which standing, and the claims they make.

Editorial events act in log order. A retraction counts unless it is itself retracted; so do
corrections, rankings, disputes and withdrawals. An editorial event with citations is known by
them; one without mends this archive, not the world's knowledge, and applies at every known date.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Any, NamedTuple

import msgspec

from archive.kinds.base import Payload
from archive.kinds.families.editorial import (
    ClaimRanked,
    DisputeOpened,
    DisputeRuled,
    EventCorrected,
    EventCorroborated,
    EventRetracted,
    SourceWithdrawn,
)
from archive.kinds.roles import roles
from archive.kinds.support import Told, evidence_of, known_day
from archive.model.claim import Claim
from archive.model.dates import Bounds, recall
from archive.model.event import Citation, Envelope, Standing


class Entry(msgspec.Struct, frozen=True):
    """One event of the log: its position, handle (key, else id), envelope, facts and batch."""

    position: int
    id: str
    handle: str
    envelope: Envelope
    payload: Payload
    batch: int = 0


class Cutoffs(msgspec.Struct, frozen=True, kw_only=True):
    """The cut-offs that are not positions. `known` is a day; `according_to` are source ids."""

    known: int | None = None
    strict: bool = False
    according_to: frozenset[str] | None = None

    @property
    def plain(self) -> bool:
        """True where nothing is cut off."""
        return self.known is None and not self.strict and self.according_to is None


NO_CUTOFFS = Cutoffs()
NO_DISPUTES: frozenset[str] = frozenset()


class Ruling(NamedTuple):
    """The last ruling of a dispute that counts."""

    entry: Entry
    facts: DisputeRuled

    def leaves(self, handle: str) -> bool:
        """Return whether it leaves an event of its dispute out of the main account."""
        return self.facts.takes_side and handle not in self.facts.main


class Acts(msgspec.Struct):
    """What the live editorial events do, by the handle of the event (or source) they act on."""

    retracted: dict[str, str] = msgspec.field(default_factory=dict)
    corrected: dict[str, list[Entry]] = msgspec.field(default_factory=lambda: defaultdict(list))
    corroborated: dict[str, list[Citation]] = msgspec.field(default_factory=lambda: defaultdict(list))
    ranked: dict[str, Entry] = msgspec.field(default_factory=dict)
    disputes: dict[str, set[str]] = msgspec.field(default_factory=lambda: defaultdict(set))
    opened: set[str] = msgspec.field(default_factory=set)
    ruled: dict[str, Ruling] = msgspec.field(default_factory=dict)
    withdrawn: set[str] = msgspec.field(default_factory=set)

    def disputes_of(self, entry: Entry) -> Set[str]:
        """Return the disputes, open or ruled, not retracted, that the event stands in."""
        stands = self.disputes.get(entry.handle, NO_DISPUTES)
        return stands | self.opened.intersection(entry.envelope.disputes) if entry.envelope.disputes else stands

    def open_disputes(self, entry: Entry) -> frozenset[str]:
        """Return those of the disputes that no ruling has settled."""
        stands = self.disputes_of(entry)
        return frozenset(stands - self.ruled.keys()) if stands else NO_DISPUTES

    def standing_of(self, entry: Entry) -> tuple[Standing, tuple[str, ...]]:
        """Return the event's standing after all rankings and rulings, and the events it is a rival of, if named.

        Of several the first on a timeline counts there.
        """
        last = self.ranking_of(entry)
        if isinstance(last.payload, DisputeRuled) and entry.handle not in last.payload.main:
            return "rival", last.payload.main
        head = last.envelope
        return head.standing, (head.rival_of,) if head.rival_of else ()

    def ranking_of(self, entry: Entry) -> Entry:
        """Return the ranking or ruling by which the event has its standing; the event itself where it is its own."""
        last = self.ranked.get(entry.handle, entry)
        stands = self.disputes_of(entry) if self.ruled else NO_DISPUTES
        if not stands or last.envelope.standing not in ("main", "rival"):
            return last
        since = last.position if last is not entry else 0
        rulings = (self.ruled[name] for name in stands & self.ruled.keys())
        lost = [one.entry for one in rulings if one.entry.position > since and self._loses(entry, last.envelope, one)]
        return max(lost, key=lambda ruling: ruling.position, default=last)

    def _loses(self, entry: Entry, ranked: Envelope, ruling: Ruling) -> bool:
        """Return whether a ruling makes an event a rival of what it names, as the event stood before."""
        if not ruling.leaves(entry.handle):
            return False
        # A rival stays that of the event it names, unless that one loses with it.
        return ranked.standing == "main" or (
            ruling.facts.dispute in self.disputes.get(ranked.rival_of, NO_DISPUTES) and ruling.leaves(ranked.rival_of)
        )


def acts_of(entries: Sequence[Entry], told: Told, cutoffs: Cutoffs = NO_CUTOFFS) -> Acts:
    """Return what the editorial events among the entries do that count under the cut-offs."""
    acts = Acts()
    editorial = [e for e in entries if e.payload.nature == "editorial" and _is_known(e, told, cutoffs.known)]
    for entry in reversed(editorial):
        # The last first: whether a retraction is itself retracted is known before it is looked at.
        if isinstance(entry.payload, EventRetracted) and entry.handle not in acts.retracted:
            acts.retracted[entry.payload.event] = entry.handle
    for entry in editorial:
        if entry.handle not in acts.retracted:
            _act(entry, acts)
    return acts


def claims_of(entries: Sequence[Entry], told: Told, cutoffs: Cutoffs = NO_CUTOFFS) -> list[Claim]:
    """Return the claims of all events that count, in log order.

    `told` gives for each source id the latest day on which it may have been published, or None
    where it bears no date. The entries must hold every editorial event that acts on the others.
    """
    acts = acts_of(entries, told, cutoffs)
    return [claim for entry in entries for claim in claims_of_one(entry, acts, told, cutoffs)]


def claims_of_one(entry: Entry, acts: Acts, told: Told, cutoffs: Cutoffs = NO_CUTOFFS) -> Iterator[Claim]:
    """Yield the claims of one event as it stands after the editorial acts."""
    if entry.payload.nature == "editorial" or entry.handle in acts.retracted:
        return
    envelope, payload = as_corrected(entry, acts)
    standing, rival_of = acts.standing_of(entry)
    if standing in ("deprecated", "withheld") or not envelope.date:
        return
    date = recall(envelope.date)
    citations = citations_of(entry, acts, cutoffs.according_to)
    evidence = evidence_of(citations, date, told, cutoffs.known, strict=cutoffs.strict)
    if evidence.weight == "none":
        return
    equal = cutoffs.according_to is not None
    marks: dict[str, Any] = {
        "rival": standing == "rival" and not equal,
        "rival_of": () if equal else rival_of,
        "disputes": acts.open_disputes(entry),
        "undated": evidence.undated,
    }
    marked = any(marks.values())
    for claim in payload.claims(date, entry.handle):
        told_claim = claim if evidence.weight == "states" else announced_only(claim, evidence.announced)
        if told_claim is None or (standing == "superseded" and told_claim.manner != "expected" and not equal):
            continue
        # Most claims bear no mark, and a copy costs more than all else that is done here.
        yield told_claim._replace(**marks) if marked else told_claim


def as_corrected(entry: Entry, acts: Acts) -> tuple[Envelope, Payload]:
    """Return the event's envelope and facts after its live corrections, in log order."""
    envelope, payload = entry.envelope, entry.payload
    for correction in acts.corrected.get(entry.handle, ()):
        envelope, payload = with_fields(envelope, payload, _fields_of(correction))
    return envelope, payload


CORRECTABLE_HEAD = ("date", "gist", "note")
"""The fields of the envelope that a correction may set, besides the fields of the kind."""


def with_fields(envelope: Envelope, payload: Payload, fields: Mapping[str, str]) -> tuple[Envelope, Payload]:
    """Return the event with the named fields set to the texts (a comma parts the items of a list).

    Raises msgspec.ValidationError where a field is unknown or a text does not fit it.
    """
    facts = msgspec.to_builtins(payload)
    head = {name: text for name, text in fields.items() if name in CORRECTABLE_HEAD}
    many = {role.field for role in roles(type(payload)) if role.many}
    for name in fields.keys() - head.keys():
        facts[name] = [item.strip() for item in fields[name].split(",")] if name in many else fields[name]
    return msgspec.structs.replace(envelope, **head), msgspec.convert(facts, type=type(payload), strict=False)


def citations_of(entry: Entry, acts: Acts, according_to: frozenset[str] | None = None) -> list[Citation]:
    """Return the citations that count: its own and those that corroborate it, but for withdrawn sources."""
    every = [*entry.envelope.citations, *acts.corroborated.get(entry.handle, ())]
    return [
        citation
        for citation in every
        if citation.source not in acts.withdrawn and (according_to is None or citation.source in according_to)
    ]


def announced_only(claim: Claim, announced: Bounds | None) -> Claim | None:
    """Return the claim as a plan, as told by sources that only announce it; None for an end, or a list complete."""
    if claim.part == "end" or claim.manner in ("lacks", "covers"):
        return None
    return claim._replace(manner="expected", part="whole", announced=announced)


def _fields_of(correction: Entry) -> Mapping[str, str]:
    assert isinstance(correction.payload, EventCorrected)  # noqa: S101 - acts.corrected holds nothing else
    return correction.payload.set


def _is_known(entry: Entry, told: Told, known: int | None) -> bool:
    day = known_day(entry.envelope.citations, told)
    return known is None or day is None or day <= known


def _act(entry: Entry, acts: Acts) -> None:
    match entry.payload:
        case EventCorrected(event=target):
            acts.corrected[target].append(entry)
        case EventCorroborated(event=target):
            acts.corroborated[target].extend(entry.envelope.citations)
        case ClaimRanked(event=target):
            acts.ranked[target] = entry
        case DisputeOpened(dispute=name, events=events):
            acts.opened.add(name)
            for target in events:
                acts.disputes[target].add(name)
        case DisputeRuled(dispute=name, main=main) as facts:
            acts.ruled[name] = Ruling(entry, facts)
            # A ruling ranks what it names: its own standing, main, is put on them. The others lose: see standing_of.
            acts.ranked.update(dict.fromkeys(main, entry))
        case SourceWithdrawn(source=name):
            acts.withdrawn.add(name)
        case _:
            pass
