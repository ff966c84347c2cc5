"""The rows of the offices in a diff: who held each before, who does now, who did in between."""

from collections.abc import Mapping, Sequence

from archive.cli.printing.words import listed
from archive.model.answer import Answer
from archive.model.dates import day_of
from archive.questions.diff.between import held_between
from archive.questions.diff.world import Change, Diff
from archive.questions.scope.filters import Filters


class Offices:
    """Puts the holders of an office into words; between two days also those in between, in the order of time."""

    def __init__(self, found: Diff, wanted: Filters) -> None:
        self._found = found
        self._between: Mapping[str, Sequence[str]] = {}
        if found.form == "world":
            first, last = (day_of(date) for date in found.asked["date"])
            self._between = held_between(found.seen, first, last, wanted)

    def told(self, office: str, mine: Sequence[Change]) -> str:
        """Return who held an office before, who does after, and who only did in between or is told to have ended."""
        before = [(change.line.subject, change.before) for change in mine if may_hold(change.before)]
        after = [(change.line.subject, change.after) for change in mine if may_hold(change.after)]
        kept = [
            (line.subject, answer)
            for line, answer in self._found.unchanged
            if line[::2] == ("office", office) and may_hold(answer) and answer.certainty != "attested"
        ]
        text = f"{self._names([*before, *kept])} → {self._names([*after, *kept])}"
        label = self._found.label
        between = list(map(label, self._between.get(office, ())))
        text += f"; in between {listed(between)}" if between else ""
        if self._found.form != "world":  # one day, on which nothing is in between
            held = {who for who, _ in (*before, *after)}
            ended = [
                label(change.line.subject) for change in mine
                if change.after.certainty == "not" and change.line.subject not in held
            ]  # fmt: skip
            text += f"; told to have left by then: {listed(ended)}" if ended else ""
        return text

    def _names(self, holders: Sequence[tuple[str, Answer]]) -> str:
        names = [f"{self._found.label(who)}{'' if answer.value else ' ?'}" for who, answer in holders]
        return listed(names) or "nobody recorded"


def may_hold(answer: Answer) -> bool:
    """Return whether somebody holds the office by an answer, or may."""
    return answer.value == "holds" or (answer.certainty in ("possible", "disputed") and "holds" in answer.candidates)
