"""Why, in sentences: the answer, what would overturn it, since when it could be known, what was believed before."""

from collections.abc import Iterator, Sequence

from archive.cli.printing.layout import fixed
from archive.cli.printing.words import listed, long_day, name_of, plain, planned, said
from archive.model.answer import Answer
from archive.model.claim import NONE
from archive.model.dates import iso
from archive.questions.grounds.overturn import Overturned
from archive.questions.grounds.why import Why

PATTERNS = {
    "membership": "{subject} was {value} in {object}",
    "body": "{subject} was {value}",
    "office": "{subject} held the office of {object}",
    "stance": "{subject} on {object}: {value}",
    "name": "{subject} was called {value}",
    "control": "{subject} was under the control of {value}",
}
OTHER = "{subject}, {property} in {object}: {value}"
VOWELS = ("a", "e", "i", "o", "u")
WORDS = {"holds": "in office"}


def sentence(why: Why, day: int) -> str:
    """Return the answer as a sentence."""
    line, answer, label = why.line, why.answer, why.label
    object_ = label(line.object) if line.property == "stance" else _the(label(line.object))
    subject = label(line.subject)
    when = f"on {long_day(day)}"
    between = ", " if line.property in ("office", "stance") else " in "
    place = f"{between}{object_}" if line.object else ""
    if answer.certainty == "unknown":
        return f"Nothing recorded: {line.property} of {subject}{place} {when}"
    if answer.value is None or answer.certainty == "not":
        return f"{subject}, {line.property}{place}: {value_of(answer)} {when}"
    value = label(answer.value).replace("-", " ").upper()
    noun = line.property == "membership" and answer.value != "suspended"
    article = ("an " if value[:1].lower() in VOWELS else "a ") if noun else ""
    pattern = PATTERNS.get(line.property, OTHER if line.object else "{subject}, {property}: {value}")
    told = pattern.format(subject=subject, object=object_, property=line.property, value=f"{article}{value}")
    return f"{told} {when}"


def value_of(answer: Answer) -> str:
    """Return an answer in words, in the middle of a sentence."""
    if answer.certainty == "unknown":
        return "nothing recorded"
    if answer.certainty == "not":
        return "ended" if answer.since else "not there"
    if answer.certainty == "scheduled":
        return f"only announced: {' or '.join(planned(value) for value in answer.candidates)}"
    if answer.value is None or answer.candidates:
        return listed([worded(value) for value in answer.candidates], "or")
    since = f" since {said(answer.since)}" if answer.since else ""
    return f"{worded(answer.value)}{since}"


def worded(value: str | None) -> str:
    """Return a value in words, in the middle of a sentence."""
    return WORDS.get(value or "", plain(value))


def otherwise(why: Why, value: str | None, events: Sequence[str]) -> str:
    """Return what events tell instead of the answer: of a complete list without it, that it is not in the list."""
    claims = [claim for event in events for claim in why.claims.get(event, ())]
    if value == NONE and claims and all(claim.manner in ("lacks", "covers") for claim in claims):
        return "not in the list"
    return "not yet" if value is None else worded(value)


def weight(why: Why) -> str:
    """Return how sure the answer is, and whether it is told otherwise."""
    answer = why.answer
    parts: list[str] = [answer.certainty]
    if answer.candidates and answer.value is not None:
        parts.append(f"may be {' or '.join(plain(value) for value in answer.candidates)}")
    parts += [f"told otherwise: {otherwise(why, mark.value, mark.events)}" for mark in answer.contested]
    if not answer.contested and answer.certainty != "unknown":
        parts.append("not told otherwise for this day")
    if answer.since_contested or any(rival.bears == "first-day" for rival, _ in why.rivals):
        parts.append("first day told otherwise")
    if answer.undated:
        every = all(event.undated for event in why.because)
        parts.append("told by an undated source only" if every else "told by an undated source, too")
    parts += [f"announced: {planned(mark.value)} for {said(mark.date)}" for mark in answer.expected]
    return " · ".join(map(fixed, parts))


def to_overturn(why: Why) -> Iterator[str]:
    """Yield what would overturn the answer: which sources, and which events."""
    if why.answer.certainty == "unknown" and not why.overturn.events:
        return
    if why.overturn.sources or why.answer.certainty != "unknown":
        yield _fall("source", why.overturn.sources)  # where nothing stands on sources, none can fall
    yield _fall("event", why.overturn.events)


def _fall(what: str, fallen: Overturned | None) -> str:
    if fallen is None:
        return f"more than three {what}s must fall"
    many = f"{len(fallen.without)} {what}s" if len(fallen.without) > 1 else f"one {what}"
    return f"{many} must fall: {listed(list(map(name_of, fallen.without)))}; then: {value_of(fallen.answer)}"


def independent(why: Why) -> str:
    """Return how many of the sources are independent, of the events that the answer rests on."""
    sources = sum(map(len, why.voices.values()))
    together = [f"{voice}: {listed(list(told))}" for voice, told in why.voices.items() if len(told) > 1]
    head = f"{len(why.voices)} of {sources} {'source' if sources == 1 else 'sources'}"
    more = [f"{voice}: {listed(list(told))}" for voice, told in why.also.items()]
    text = head + (f" (of one voice: {'; '.join(together)})" if together else "")
    return text + (f"; also seen by that day: {listed(more)}" if more else "")


def known(why: Why) -> str:
    """Return whether the answer could be known by its day, and since when."""
    since = f"since {iso(why.known.since)}" if why.known.since is not None else "its sources bear no date"
    if why.known.by_that_day:
        return f"undated: perhaps, at the earliest {since}" if why.known.undated else f"yes, {since}"
    then = why.known.then
    told = [value_of(then), *(f"! told otherwise: {otherwise(why, one.value, one.events)}" for one in then.contested)]
    return f"no, only {since}; told by that day: {'; '.join(told)}"


def archived(why: Why) -> Iterator[str]:
    """Yield what this archive answered before, and what changed it; then since when it answers so."""
    for one in why.beliefs.before:
        yield (
            f"to position {one.last}: {value_of(one.answer)}; changed by {listed(names_of(one.events))}"
            f" ({_day(one.batch.recorded_at)}, {one.batch.recorded_by}: {'; '.join(one.reasons) or one.batch.why})"
        )
    since = why.beliefs.since
    if since is not None:
        head = "so" if why.beliefs.before else "never changed; so"
        yield f"{head} since position {since.last} ({_day(since.recorded_at)})"


def names_of(events: Sequence[str]) -> list[str]:
    """Return the names of events; of many the first three, and how many more there are."""
    shown = [name_of(event) for event in events]
    return shown if len(shown) <= 4 else [*shown[:3], f"{len(shown) - 3} more"]


def _day(instant: str) -> str:
    return instant[:10]


def _the(name: str) -> str:
    return name if not name or name.lower().startswith("the ") else f"the {name}"
