"""Following: filters widened to the predecessors and successors of those whom they name."""

from collections.abc import Iterable, Sequence, Set

from archive.model.dates import DAY_MAX, DAY_MIN, parse
from archive.model.errors import UsageError
from archive.model.lineage import Succession, kin
from archive.questions.scope.filters import Filters, as_recorded, within
from archive.questions.scope.lineage import Lineage, Link, Named
from archive.questions.states.labels import labels
from archive.questions.states.seen import SeenEvent, seen_events
from archive.questions.states.state import View
from archive.store.reading import events as reading_events


def followed(seen: View, wanted: Filters, *, only: bool = False) -> Filters:
    """Return the filters with the line of the subjects and bodies named, as told within the horizon of the view.

    With `only`, the bodies of the line are taken without their organs. Only what is told to have happened is
    followed: an announced succession is not, one told otherwise is shown. Raises UsageError where nobody is named.
    """
    if not wanted.subjects and not wanted.bodies:
        raise UsageError("--lineage follows whom?", hint="name somebody: --body sco --lineage, or --subject WHO")
    told = _told(seen)
    counting = [_succession(event) for event in told if not _otherwise(event, seen)]
    of_subjects, of_bodies = kin(wanted.subjects or (), counting), kin(wanted.bodies, counting)
    predecessors = of_subjects.predecessors | of_bodies.predecessors
    successors = of_subjects.successors | of_bodies.successors
    led = {one.event for found in (of_subjects, of_bodies) for one in found.successions}
    near = frozenset().union(wanted.subjects or (), wanted.bodies, predecessors, successors)
    more_subjects = of_subjects.predecessors | of_subjects.successors
    more_bodies = of_bodies.predecessors | of_bodies.successors
    now = labels(seen, DAY_MAX - 1)
    line = Lineage(
        asked=tuple(Named(one, now(one)) for one in dict.fromkeys((*sorted(wanted.subjects or ()), *wanted.bodies))),
        subjects=wanted.subjects or frozenset(),
        bodies=wanted.bodies,
        of_subjects=more_subjects,
        of_bodies=more_bodies,
        predecessors=tuple(sorted(predecessors)),
        successors=tuple(sorted(successors)),
        links=_links(seen, told, led, near),
    )
    wider = wanted
    if wanted.subjects is not None:
        wider = wider._replace(subjects=wanted.subjects | more_subjects)
    if wanted.within is not None and more_bodies:
        parts = {one: body for body in sorted(more_bodies) for one in within(seen.db, [body], only=only)}
        asked = wanted.within | more_bodies
        line = line._replace(parts=tuple((one, body) for one, body in sorted(parts.items()) if one not in asked))
        every = within(seen.db, sorted(more_bodies), only=only)
        added = as_recorded(seen.db, wanted._replace(within=every), seen.horizon.position).within or frozenset()
        wider = wider._replace(within=wanted.within | added)
    return wider._replace(lineage=line)


def _told(seen: View) -> list[SeenEvent]:
    """Return the successions that are told to have happened, other accounts too."""
    found = seen_events(seen.db, seen.horizon, reading_events.successions(seen.db, seen.horizon.position))
    equal = seen.horizon.sources is not None
    return [
        event
        for event in found
        if event.live and event.told == "states" and event.date and event.facts.get("successor")
        and (equal or event.standing != "superseded")
    ]  # fmt: skip


def _otherwise(event: SeenEvent, seen: View) -> bool:
    """Return whether only another account tells it; asked of sources, all accounts are alike."""
    return event.standing == "rival" and seen.horizon.sources is None


def _succession(event: SeenEvent) -> Succession:
    return Succession(
        event=event.handle,
        bounds=parse(event.date).first,
        before=frozenset(_ids(event.facts["subject"])),
        after=frozenset(_ids(event.facts["successor"])),
    )


def _links(seen: View, told: Iterable[SeenEvent], led: Set[str], near: Set[str]) -> tuple[Link, ...]:
    """Return the successions that led along the line, and what is told otherwise of anybody in it (`near`).

    Several events that tell the same of one day are one link.
    """
    alike: dict[tuple[str, frozenset[str], frozenset[str], bool], list[SeenEvent]] = {}
    for event in told:
        before, after = _ids(event.facts["subject"]), _ids(event.facts["successor"])
        otherwise = _otherwise(event, seen)
        if event.handle in led or (otherwise and near & {*before, *after}):
            alike.setdefault((event.date, frozenset(before), frozenset(after), otherwise), []).append(event)
    found = [(parse(date).first, _link(seen, some, told_otherwise=o)) for (date, *_, o), some in alike.items()]
    return tuple(link for _, link in sorted(found, key=lambda one: (one[0], one[1].told_otherwise, one[1].events)))


def _link(seen: View, some: Sequence[SeenEvent], *, told_otherwise: bool) -> Link:
    event = some[0]
    first, last = parse(event.date).first
    called_before = labels(seen, first - 1 if first > DAY_MIN else last - 1)
    called_after = labels(seen, last if last < DAY_MAX else max(first, DAY_MIN + 1))
    return Link(
        date=event.date,
        how=_succession(event).how,
        before=tuple(Named(one, called_before(one)) for one in _ids(event.facts["subject"])),
        after=tuple(Named(one, called_after(one)) for one in _ids(event.facts["successor"])),
        events=tuple(one.handle for one in some),
        sources=tuple(dict.fromkeys(source for one in some for source in one.sources)),
        told_otherwise=told_otherwise,
        undated=all(one.undated for one in some),
    )


def _ids(value: str | Iterable[str]) -> tuple[str, ...]:
    """Return the ids of a field that holds one or several, each once, in their order."""
    return (value,) if isinstance(value, str) else tuple(dict.fromkeys(value))
