"""Labels: the name that an entity has on a day."""

from archive.model.dates import parse
from archive.questions.scope.filters import Filters
from archive.questions.states.state import View
from archive.store.reading import names as reading_names


class Labels:
    """The names of entities on one day, each read when it is first asked for.

    An entity is called as it was renamed by then, by a name in use only then, or as usual; one without a name,
    or not yet registered within the horizon, by its id.
    """

    def __init__(self, seen: View, day: int) -> None:
        self._seen = seen
        self._day = day
        self._names: dict[str, str] = {"": ""}

    def __call__(self, entity: str) -> str:
        """Return the name of an entity; of none, an empty text."""
        if entity not in self._names:
            self._names[entity] = self._name(entity)
        return self._names[entity]

    def _name(self, entity: str) -> str:
        called = reading_names.called(self._seen.db, entity, self._seen.horizon.position)
        if called.renamed:
            named = Filters(properties=frozenset({"name"}), subjects=frozenset({entity}))
            for _, found in self._seen.on(self._day, named):
                if found.value:
                    return found.value
        dated = [one.name for one in called.dated if self._in_use(one)]
        return dated[-1] if dated else called.label or entity

    def _in_use(self, name: reading_names.Dated) -> bool:
        since, until = name.since, name.until
        return (since is None or parse(since).earliest <= self._day) and (
            until is None or parse(until).latest >= self._day
        )


def labels(seen: View, day: int) -> Labels:
    """Return how entities are called on a day."""
    return Labels(seen, day)
