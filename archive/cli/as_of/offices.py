"""Offices on the page of a day: who holds them, and where nobody tells when it began, who was last seen in them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from archive.cli.as_of.otherwise import otherwise
from archive.cli.printing.words import listed, marks_of, said, seen_by, until_of
from archive.model.dates import iso, parse
from archive.questions.day.overview import Overview
from archive.questions.states.state import Answered

Row = tuple[str, str]
HELD = ("certain", "possible", "disputed", "attested")


def offices(told: Overview, some: Iterable[Answered], body: str = "") -> Iterator[Row]:
    """Yield each office with its holders, those of the body itself before those of its organs."""
    by_office: dict[str, list[Answered]] = defaultdict(list)
    for one in some:
        by_office[one.line.object].append(one)

    def rank(office: str) -> tuple[bool, str]:
        here = told.entities.get(office)
        return (here is None or here.parent != body, told.label(office))

    for office in sorted(by_office, key=rank):
        if held := holders(told, by_office[office]):
            yield told.label(office), held
    for one in (one for office in sorted(by_office, key=rank) for one in by_office[office]):
        if one.answer.certainty not in HELD:
            yield from (
                (told.label(one.line.object), f"{told.label(one.line.subject)}: {text}") for text in _against(told, one)
            )


def holders(told: Overview, some: Sequence[Answered]) -> str:
    """Return who holds an office; of those that were only seen in it, the one seen last."""
    holding = [one for one in some if one.answer.certainty in HELD and one.answer.certainty != "attested"]
    seen = [one for one in some if one.answer.certainty == "attested"]
    began = max((_began(one) for one in holding), default="")
    when = {one.line: _seen(told, one) for one in seen}
    last = sorted((one for one in seen if when[one.line] > began), key=lambda one: when[one.line])[-1:]
    shown = sorted(holding, key=lambda one: told.label(one.line.subject)) + last
    texts = [_holder(told, one) for one in shown]
    earlier = len(seen) - len(last)
    if earlier:
        texts.append(f"{earlier} more seen before")
    return "; ".join(texts)


def _holder(told: Overview, one: Answered) -> str:
    answer = one.answer
    if answer.attested_on and not answer.since:
        by_then, later = seen_by(answer, told.day)
        term = f"seen {listed([said(day) for day in by_then])}{' and later' if later else ''}"
    elif answer.since and answer.until:
        term = f"{said(answer.since)} to {until_of(answer)}".removeprefix(".. ")
    else:
        term = f"since {said(answer.since)}" if answer.since else answer.certainty
    text = f"{told.label(one.line.subject)}, {term}"
    marks = marks_of(answer, told=False)
    return "; ".join([f"{text} {marks}".strip(), *_against(told, one)])


def _against(told: Overview, one: Answered) -> Iterator[str]:
    yield from (f"! {text}" for text in otherwise(told, one.answer))


def _began(one: Answered) -> str:
    return (one.answer.since_bounds or ("", ""))[1] or ""


def _seen(told: Overview, one: Answered) -> str:
    """Return the last day on which somebody may have been seen in an office, of the times told by the day."""
    by_then, _ = seen_by(one.answer, told.day)
    return max((iso(parse(text).latest) or "" for text in by_then), default="")
