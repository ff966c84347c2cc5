"""Lineage: who precedes and who follows those asked for, when, by which event, and who says so."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from archive.model.lineage import How


class Named(NamedTuple):
    """An entity, called as it was called then."""

    id: str
    label: str


class Link(NamedTuple):
    """One succession in the line; who stands on both sides goes on.

    `events` tell it, `sources` tell them. Where it is only told otherwise, it is shown and not followed.
    """

    date: str
    how: How
    before: tuple[Named, ...]
    after: tuple[Named, ...]
    events: tuple[str, ...]
    sources: tuple[str, ...]
    told_otherwise: bool = False
    undated: bool = False

    @property
    def on(self) -> frozenset[str]:
        """Return the ids of those who go on."""
        return frozenset(one.id for one in self.before) & frozenset(one.id for one in self.after)


class Lineage(NamedTuple):
    """The line of those asked for, within the horizon of the question.

    `of_subjects` and `of_bodies` are those followed, on either side, from the subjects and from the bodies; `parts`
    are what belongs to a followed body, its organs, offices and questions, each with that body.
    """

    asked: tuple[Named, ...] = ()
    subjects: frozenset[str] = frozenset()
    bodies: tuple[str, ...] = ()
    of_subjects: frozenset[str] = frozenset()
    of_bodies: frozenset[str] = frozenset()
    predecessors: tuple[str, ...] = ()
    successors: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    parts: tuple[tuple[str, str], ...] = ()

    @property
    def followed(self) -> frozenset[str]:
        """Return all that are followed, from subjects and from bodies."""
        return self.of_subjects | self.of_bodies

    @property
    def whole(self) -> tuple[frozenset[str], ...]:
        """Return the bodies of each line that has several, in the order of those asked for.

        Two bodies asked for are in one line where successions lead from one to the other, or to a common heir.
        """
        bodies = self.of_bodies.union(self.bodies)
        found: list[frozenset[str]] = [frozenset({body}) for body in (*self.bodies, *sorted(self.of_bodies))]
        for link in self.links:
            if not link.told_otherwise:
                tied = bodies & {one.id for one in (*link.before, *link.after)}
                some = [line for line in found if line & tied]
                found = [frozenset().union(*some), *(line for line in found if line not in some)] if some else found
        rank = {body: number for number, body in enumerate(self.bodies)}
        several = [line for line in found if len(line) > 1]
        return tuple(sorted(several, key=lambda line: min(rank.get(body, len(rank)) for body in line)))

    def block(self) -> dict[str, Any]:
        """Return the line as plain data, as it stands in `question`."""
        return {
            "of": [one.id for one in self.asked],
            "predecessors": list(self.predecessors),
            "successors": list(self.successors),
            "links": [
                {
                    "date": link.date, "how": link.how,
                    "before": [one._asdict() for one in link.before],
                    "after": [one._asdict() for one in link.after],
                    "told_otherwise": link.told_otherwise, "undated": link.undated,
                    "events": list(link.events), "sources": list(link.sources),
                }
                for link in self.links
            ],
        }  # fmt: skip

    def of(self, entities: Iterable[str | None]) -> str:
        """Return in a few words how those of the entities that are followed stand to those asked for.

        Of what belongs to a followed body, how that body does.
        """
        body_of = dict(self.parts)
        bodies = dict.fromkeys(body_of.get(one, one) for one in entities if one)
        followed = [one for one in bodies if one in self.followed]
        return "; ".join(f"{one}: {self._role(one)} of {', '.join(self._whose(one))}" for one in followed)

    def _whose(self, entity: str) -> list[str]:
        return sorted(self.subjects if entity in self.of_subjects else self.bodies)

    def _role(self, entity: str) -> str:
        roles = {"predecessor": self.predecessors, "successor": self.successors}
        return " and ".join(role for role, some in roles.items() if entity in some)
