"""What the archive knows by name: entities, sources, events, disputes, questions, statuses.

One name is one seek; all names are read only to find the nearest to one that is not known. Of a batch that
comes in chunks, what it registers is kept here; its events are asked for where they are staged.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable

from archive.kinds.base import Payload
from archive.kinds.families.editorial import DisputeOpened, QuestionAsked
from archive.kinds.families.entity import EntityRegistered
from archive.kinds.families.membership import StatusRegistered
from archive.kinds.families.source import SourceRegistered
from archive.kinds.registry import kind_of
from archive.kinds.roles import roles
from archive.model.event import Draft, Envelope, Partial
from archive.model.nearest import nearest
from archive.store.log import entries as log_entries
from archive.store.log.staging import Staged
from archive.store.tables.naming import fold_name

ID_LENGTH = 64
"""Hexadecimal digits of the id of an event."""

USUAL_STATUSES = ("member", "observer", "dialogue-partner", "partner", "associate", "suspended", "none")

FIND = {
    "entity": "SELECT type FROM entities WHERE id = :name",
    "source": "SELECT id FROM sources WHERE id = :name",
    "event": "SELECT coalesce(key, id) FROM events WHERE key = :name OR id = :name OR position = :number",
    "dispute": "SELECT id FROM disputes WHERE id = :name",
    "question": "SELECT id FROM questions WHERE id = :name",
}
ALL = {
    "entity": "SELECT id FROM entities",
    "source": "SELECT id FROM sources",
    "event": "SELECT key FROM events WHERE key IS NOT NULL",
    "dispute": "SELECT id FROM disputes",
    "question": "SELECT id FROM questions",
}
NAMED = "SELECT DISTINCT entity FROM names WHERE folded = :folded"
ALL_NAMES = "SELECT folded, entity FROM names"
STATUSES = """
    SELECT json_extract(body, '$.event.payload.status') FROM events
    WHERE kind = 'status.registered' AND json_extract(body, '$.event.payload.object') = :body
"""
STAND_IN = """
    SELECT coalesce(e.key, e.id)
    FROM events o JOIN acts a ON a.event = o.position JOIN events e ON e.position = a.target
    WHERE o.kind = 'dispute.opened' AND json_extract(o.body, '$.event.payload.dispute') = :dispute ORDER BY e.position
"""


class Known:
    """The names that an event may use: those of the log, and those that its own batch brings."""

    def __init__(self, db: sqlite3.Connection, staged: Staged | None = None) -> None:
        self._db = db
        self._staged = staged
        self.suggests = True
        self._found: dict[str, dict[str, str | None]] = defaultdict(dict)
        self._new: dict[str, dict[str, str]] = {what: {} for what in FIND}
        self._names: dict[str, set[str]] = defaultdict(set)
        self._stand: dict[str, list[str]] = defaultdict(list)
        self._statuses: dict[str, list[str]] = defaultdict(list)
        self._of_log: dict[str, list[str]] = {}
        self._drafts: dict[str, Draft] = {}
        self._unhashed: list[tuple[Draft, Callable[[Draft], str]]] = []

    def learn(self, drafts: Iterable[Draft], id_of: Callable[[Draft], str]) -> None:
        """Add what the events of a batch, or of its next chunk, bring: they may name one another.

        Ids are made only where a name looks like one: they cost more than all else that is asked here.
        """
        for draft in drafts:
            key = draft.envelope.key
            self._unhashed.append((draft, id_of))
            for name in draft.envelope.disputes:
                self._stand[name].append(key or id_of(draft))
            if key:
                self._new["event"][key] = key
                self._drafts.setdefault(key, draft)
            match draft.payload:
                case EntityRegistered(subject=name, type=kind, label=label):
                    self._new["entity"][name] = kind
                    self._names[fold_name(label)].add(name)
                case SourceRegistered(source=name):
                    self._new["source"][name] = name
                case DisputeOpened(dispute=name, events=events):
                    self._new["dispute"][name] = name
                    self._stand[name] += events
                case QuestionAsked(question=name):
                    self._new["question"][name] = name
                case StatusRegistered(object=body, status=name):
                    self._statuses[body].append(name)
                case _:
                    pass

    def forget(self) -> None:
        """Keep no event of the chunk learned last, which is staged now; what it registers stays known."""
        for kept in (self._new["event"], self._found["event"], self._drafts):
            kept.clear()
        self._unhashed.clear()

    def expect(self, parts: Iterable[Partial]) -> None:
        """Let names pass that events with faults would bring: their keys, and what they register."""
        for part in parts:
            fields = [role.field for role in roles(kind_of(part.kind)) if role.ref == "new"]
            told = (part.envelope.get("key"), *(part.payload.get(field) for field in fields))
            for dispute in part.envelope.get("disputes", ()):
                self._stand[dispute].append(str(part.envelope.get("key")))
            if part.kind == DisputeOpened.kind:
                self._stand[str(part.payload.get("dispute"))] += part.payload.get("events", ())
            kind_of_entity = str(part.payload.get("type", ""))
            for name in (name for name in told if isinstance(name, str)):
                for what in (what for what in FIND if self.find(what, name) is None):
                    self._new[what][name] = kind_of_entity if what == "entity" else name

    def find(self, what: str, name: str) -> str | None:
        """Return the type of an entity, the handle of an event, the id of anything else; None where unknown."""
        if what == "event" and len(name) == ID_LENGTH:
            self._hash()
        if name in self._new[what]:
            return self._new[what][name]
        found = self._found[what]
        if name not in found:
            number = int(name) if name.isascii() and name.isdigit() and len(name) < 16 else None
            row = self._db.execute(FIND[what], {"name": name, "number": number}).fetchone()
            found[name] = row[0] if row else self._staged_handle(name) if what == "event" else None
        return found[name]

    def event(self, name: str) -> tuple[Envelope, Payload] | None:
        """Return envelope and facts of the event of a key, an id or a position; None where it is not to be read."""
        handle = self.find("event", name)
        if handle is None:
            return None
        draft = self._drafts.get(handle)
        if draft is not None and isinstance(draft.payload, Payload):
            return draft.envelope, draft.payload
        entry = log_entries.by_handle(self._db, handle)
        if entry is None and self._staged is not None and (row := self._staged.find(handle)) is not None:
            entry = log_entries.entry_of(row.position, row.id, row.batch, row.body)
        return (entry.envelope, entry.payload) if entry is not None else None

    def entity(self, name: str) -> str:
        """Return the id of the one entity of that name, alias or identifier; the name itself where there is none."""
        if self.find("entity", name) is not None:
            return name
        folded = fold_name(name)
        found = {entity for (entity,) in self._db.execute(NAMED, {"folded": folded})} | self._names.get(folded, set())
        return next(iter(found)) if len(found) == 1 else name

    def standing_in(self, dispute: str) -> list[str]:
        """Return the handles of the events in a dispute: those it was opened with, and those that name it."""
        log = [handle for (handle,) in self._db.execute(STAND_IN, {"dispute": dispute})]
        return list(dict.fromkeys([*log, *(self.find("event", name) or name for name in self._stand.get(dispute, ()))]))

    def statuses(self, body: str) -> list[str]:
        """Return the statuses that a body knows."""
        if body not in self._of_log:
            self._of_log[body] = [status for (status,) in self._db.execute(STATUSES, {"body": body})]
        return list(dict.fromkeys([*USUAL_STATUSES, *self._of_log[body], *self._statuses.get(body, ())]))

    def near(self, what: str, name: str) -> tuple[str, ...]:
        """Return up to three known names close to one that is not; none where nobody would read them (`suggests`)."""
        if not self.suggests:
            return ()
        every = {known for (known,) in self._db.execute(ALL[what])} | self._new[what].keys()
        if what != "entity":
            return tuple(nearest(name, every))
        names: dict[str, set[str]] = defaultdict(set, {folded: set(ids) for folded, ids in self._names.items()})
        for folded, entity in self._db.execute(ALL_NAMES):
            names[folded].add(entity)
        by_name = [entity for close in nearest(fold_name(name), names) for entity in sorted(names[close])]
        return tuple(dict.fromkeys([*by_name, *nearest(name, every)]))[:3]

    def _staged_handle(self, name: str) -> str | None:
        row = None if self._staged is None else self._staged.find(name)
        return None if row is None else row.key or row.id

    def _hash(self) -> None:
        """Make the ids of the batch's own events known, too."""
        for draft, id_of in self._unhashed:
            made = id_of(draft)
            self._new["event"][made] = draft.envelope.key or made
            self._drafts.setdefault(self._new["event"][made], draft)
        self._unhashed.clear()
