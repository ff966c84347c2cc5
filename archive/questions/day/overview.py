"""The overview: what a person first wants to know of each body on a day, put in reading order."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from archive.model.answer import Answer
from archive.questions.day.meetings import Meetings, meetings
from archive.questions.day.steps import Step, steps
from archive.questions.scope.filters import Filters
from archive.questions.states.homes import Homes
from archive.questions.states.labels import Labels, labels
from archive.questions.states.state import Answered, View, answers
from archive.questions.states.told import Telling
from archive.store.reading import names as reading_names
from archive.store.reading.names import Entity


class Section:
    """One body on the day, with what stands in it; its organs' offices and meetings are told here too."""

    def __init__(self, body: Entity) -> None:
        self.body = body
        self.state: Answer | None = None
        self.members: dict[str, list[Answered]] = {}
        self.beside: dict[str, list[Answered]] = defaultdict(list)
        self.steps: dict[str, list[Step]] = {}
        self.organs: list[Answered] = []
        self.offices: list[Answered] = []
        self.meetings: dict[str, Meetings] = {}
        self.stances: dict[str, list[Answered]] = defaultdict(list)
        self.attendance: list[Answered] = []
        self.ahead: list[Answered] = []
        self.others: list[Answered] = []

    @property
    def gone(self) -> bool:
        """True where the body is dissolved, as the main account has it without doubt."""
        state = self.state
        return state is not None and state.value == "dissolved" and state.certainty == "certain" and not state.contested

    @property
    def thin(self) -> bool:
        """True where the body itself has nothing told of it, and only its offices and meetings are."""
        return not (self.state or self.members or self.beside or self.steps or self.stances or self.organs)


class Overview(NamedTuple):
    """The sections, in the order of reading; what belongs to no body; who tells it all."""

    day: int
    sections: list[Section]
    elsewhere: list[Answered]
    found: list[Answered]
    label: Labels
    telling: Telling
    entities: Mapping[str, Entity]


def overview(seen: View, day: int, wanted: Filters) -> Overview:
    """Return the answers on a day put in order, body by body."""
    entities = {one.id: one for one in reading_names.entities(seen.db, seen.horizon.position)}
    found = answers(seen, day, wanted)
    homes = Homes(seen.db, seen.horizon.position, entities, found, wanted)
    sections: dict[str, Section] = {}
    elsewhere: list[Answered] = []

    def section_of(entity: str | None) -> Section | None:
        return sections.setdefault(entity, Section(entities[entity])) if entity in entities and entity else None

    for one in found:
        section = section_of(homes.of(one))
        if section is None:
            elsewhere.append(one)
        else:
            _place(section, one)
    for line, taken in steps(seen, day, wanted).items():
        if (section := section_of(homes.above(line.object))) is not None:
            section.steps[line.subject] = taken
    for body, told in meetings(seen, day, wanted).items():
        if (section := section_of(homes.above(body))) is not None:
            section.meetings[body] = told
    return Overview(
        day=day,
        sections=_in_reading_order(sections, entities, wanted),
        elsewhere=elsewhere,
        found=found,
        label=labels(seen, day),
        telling=Telling(seen.db, seen.horizon, _all_handles(found, sections.values())),
        entities=entities,
    )


def handles_of(answer: Answer) -> Iterable[str]:
    """Yield the events that an answer and its marks name."""
    yield from answer.events
    for told in answer.contested:
        yield from told.events
    for plan in answer.expected:
        yield from plan.events


def _all_handles(found: Iterable[Answered], sections: Iterable[Section]) -> set[str]:
    handles = {handle for one in found for handle in handles_of(one.answer)}
    for section in sections:
        handles.update(handle for some in section.steps.values() for step in some for handle in step.events)
        for told in section.meetings.values():
            handles.update(handle for one in told.told for handle in handles_of(one.answer))
    return handles


def _place(section: Section, one: Answered) -> None:
    line, answer = one
    if answer.expected and line.property not in ("meeting", "accession"):
        section.ahead.append(one)
        if answer.certainty == "scheduled" and not answer.contested:
            return
    match line.property:
        case "body" if line.subject == section.body.id:
            section.state = answer
        case "body":
            section.organs.append(one)
        case "membership" if line.object == section.body.id:
            open_to = answer.candidates if answer.certainty != "scheduled" else ()
            value = answer.value or next((c for c in open_to if c not in (None, "none")), None) or "none"
            section.members.setdefault(value, []).append(one)
        case "meeting" | "accession":
            pass
        case _:
            _list_of(section, one).append(one)


def _list_of(section: Section, one: Answered) -> list[Answered]:
    match one.line.property:
        case "participation" | "representation":
            return section.beside[one.line.subject]
        case "stance":
            return section.stances[one.line.object]
        case "office":
            return section.offices
        case "attendance":
            return section.attendance
        case _:
            return section.others


def _in_reading_order(
    sections: Mapping[str, Section], entities: Mapping[str, Entity], wanted: Filters
) -> list[Section]:
    """Return the sections: those asked for, then the others, the body with most members first, its organs after it."""

    def root(body: str) -> str:
        parent = entities[body].parent
        return root(parent) if parent in entities and parent else body

    def size(body: str) -> int:
        section = sections.get(body)
        return sum(map(len, section.members.values())) if section else 0

    def rank(section: Section) -> tuple[int, int, str, bool, int, str]:
        body, asked = section.body.id, wanted.bodies
        above = root(body)
        place = asked.index(body) if body in asked else len(asked)
        return place, -size(above), above, body != above, -size(body), body

    return sorted(sections.values(), key=rank)
