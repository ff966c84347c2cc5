"""Maps: what the rows of somebody else's data mean, as events of the archive. Declared in a file, never guessed."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from archive.exchange.maps.dates import Convention, DateReader, Missing
from archive.exchange.maps.templates import NOTHING, Template
from archive.exchange.rows.row import Form, Layout
from archive.kinds.base import Payload

Tables = Mapping[str, Mapping[str, str]]
Future = Literal["expected", "states"]
TABLES = ("csv", "tsv")
"""The forms of tables: a map of one reads the other."""


@dataclass(frozen=True, slots=True)
class Condition:
    """What the cell of a column must be: one of the texts, or, with `filled`, anything but empty."""

    column: str
    texts: frozenset[str] = frozenset()
    filled: bool = False

    def holds(self, cells: Mapping[str, str]) -> bool:
        """Tell whether the row is so."""
        cell = cells.get(self.column, "").strip()
        return bool(cell) if self.filled else cell in self.texts


@dataclass(frozen=True, slots=True)
class Conditions:
    """All of `when` must hold, and none of `unless`."""

    when: tuple[Condition, ...] = ()
    unless: tuple[Condition, ...] = ()

    def hold(self, cells: Mapping[str, str]) -> bool:
        """Tell whether they hold for a row."""
        return all(one.holds(cells) for one in self.when) and not any(one.holds(cells) for one in self.unless)

    @property
    def columns(self) -> frozenset[str]:
        """The columns that they ask for."""
        return frozenset(one.column for one in (*self.when, *self.unless))


@dataclass(frozen=True, slots=True, kw_only=True)
class Wide:
    """A wide table: its `columns` become rows of two cells, `name` and `value`.

    With `over`, consecutive rows (`by` those columns) of one value are joined: to a spell with the cells `first`,
    `last` (both in) and `until`. `absent` values make no row; of `untold` ones nothing is known; a spell in the row of
    `covered` goes on; `flag` is a column that marks rows, such as those that are imputed.
    """

    columns: str
    name: str
    value: str
    over: str = ""
    by: tuple[str, ...] = ()
    absent: frozenset[str] = frozenset()
    untold: frozenset[str] = frozenset()
    covered: str = ""
    flag: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowsRule:
    """Which rows count: how they are laid out, which are left out, and of which columns the last of equals wins."""

    layout: Layout = field(default_factory=Layout)
    only: Conditions = Conditions()
    last_of: tuple[str, ...] = ()
    wide: Wide | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityRule:
    """An entity of a row: its type, and the templates of what it is called."""

    name: str
    type: Template
    label: Template
    id: Template = NOTHING
    identifiers: tuple[tuple[str, Template], ...] = ()
    aliases: tuple[Template, ...] = ()
    parent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ends:
    """How a spell ends: what its last date means, what it means that there is none, and texts that stand for that."""

    convention: Convention | None = None
    missing: Missing | None = None
    inherit: Template = NOTHING
    open: frozenset[str] = frozenset()
    unknown: frozenset[str] = frozenset()
    no_begin: Literal["fault", "unknown"] = "fault"


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRule:
    """An event that a row makes: when, of which kind, on which date (or spell), with which facts.

    `entities` are fields that name entities of the map. Without date and begin, the event is undated. With `once` it is
    made of the first row only that tells its facts.
    """

    kind: type[Payload]
    only: Conditions = Conditions()
    date: Template = NOTHING
    begin: Template = NOTHING
    end: Template = NOTHING
    ends: Ends = field(default_factory=Ends)
    entities: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    facts: Mapping[str, Template] = field(default_factory=dict)
    head: Mapping[str, Template] = field(default_factory=dict)
    end_gist: Template = NOTHING
    at: Template = NOTHING
    says: Template = NOTHING
    once: bool = False

    @property
    def undated(self) -> bool:
        """True where the row tells no date: only the day on which the row was seen can."""
        return self.date is NOTHING and self.begin is NOTHING and self.end is NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """A whole map, with its settings filled in. `source` are the templates of the source's own fields."""

    about: str
    rows: RowsRule
    source: Mapping[str, Template]
    future: Future
    dates: DateReader
    tables: Tables
    entities: Mapping[str, EntityRule]
    events: tuple[EventRule, ...]

    def in_form(self, form: Form) -> "Map | None":
        """Return the map for files of another form of the same family, tables or nested data; None of the other."""
        layout = self.rows.layout
        if (layout.form in TABLES) != (form in TABLES):
            return None
        return replace(self, rows=replace(self.rows, layout=replace(layout, form=form)))

    @property
    def columns(self) -> frozenset[str]:
        """Every column that a row must have."""
        templates = [*self.source.values()]
        for entity in self.entities.values():
            templates += [
                entity.type,
                entity.id,
                entity.label,
                *entity.aliases,
                *(value for _, value in entity.identifiers),
            ]
        needed = frozenset[str]().union(self.rows.only.columns, self.rows.last_of)
        for event in self.events:
            templates += [event.date, event.begin, event.end, event.ends.inherit, event.end_gist, event.at, event.says]
            templates += [*event.facts.values(), *event.head.values()]
            needed |= event.only.columns
        return needed.union(*(template.columns for template in templates))
