"""Popolo in: what a file tells as events, and what is to be said about it."""

from collections import Counter
from collections.abc import Iterator

from archive.exchange.files.limits import Source
from archive.exchange.outside.bad_records import BadRecords
from archive.exchange.outside.matching import Matcher
from archive.exchange.outside.outsiders import settle
from archive.exchange.outside.relations import checked, drafts_of, settled, united
from archive.exchange.outside.taking_in import Reading, Terms
from archive.exchange.popolo.entities import outsiders_of
from archive.exchange.popolo.memberships import Told, name_of, relations_of, told_of
from archive.exchange.popolo.occurrences import is_meeting, meetings, named_organizations, occurrences
from archive.exchange.popolo.read import read_popolo
from archive.exchange.popolo.records import Popolo

PERIOD = "legislative period"
"""The classification of the events that lend their dates to memberships."""

UNDATED = "--on DATE takes it for a sighting on that day, on which the file was true"


def read(source: Source, matcher: Matcher, bad: BadRecords, terms: Terms) -> Reading:
    """Return the events of a Popolo file; what cannot be taken in goes to `bad`.

    Raises FaultsError where the file as a whole cannot be read.
    """
    popolo = read_popolo(source, bad)
    told = relations_of(popolo, source=terms.source, seen=terms.on or terms.published)
    dated = list(checked(told, bad, end_is=terms.end_is, undated=UNDATED))
    outsiders = [*outsiders_of(popolo, dated, also=named_organizations(popolo)), *meetings(popolo)]
    ids, drafts = settle(outsiders, matcher, bad, create=terms.create)
    for one in united(settled(dated, ids, bad), end_is=terms.end_is):
        drafts += drafts_of(one, end_is=terms.end_is)
    drafts += occurrences(popolo, ids, bad, source=terms.source)
    return Reading(drafts, list(_notes(popolo)))


def _notes(popolo: Popolo) -> Iterator[str]:
    """Yield whose dates the memberships have, and what is left out."""
    every = [told_of(one.record, popolo) for one in popolo.memberships]
    lent = [told for told in every if told.lent]
    if every and len(lent) == len(every) and all(_all_lent(told) for told in every):
        yield (
            f"no membership has a date of its own: all {len(every)} take those of their legislative period. "
            "Who came late or left early cannot be told"
        )
    elif lent:
        periods = Counter(name_of(told.period) for told in lent)
        named = ", ".join(f"{name} ({count})" for name, count in periods.most_common(5))
        yield f"{len(lent)} of {len(every)} memberships take a date from their legislative period: {named}"
    undated = sum(not told.spell.dated for told in every)
    if undated:
        yield f"{undated} of {len(every)} memberships have no date, nor has their period: they are sightings only"
    left = Counter(
        one.record.classification or "without classification"
        for one in popolo.events.values()
        if one.record.classification != PERIOD and not is_meeting(one)
    )
    if left:
        named = ", ".join(f"{count} {kind}" for kind, count in left.most_common(5))
        yield f"left out, events that the archive has no place for: {named}"


def _all_lent(told: Told) -> bool:
    """Return whether a period lends all the dates there are."""
    return len(told.lent) == sum(date is not None for date in (told.spell.start, told.spell.end))
