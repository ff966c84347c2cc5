"""A made-up union with a few events of a test's own, told by one source."""

from pathlib import Path

from archive.exchange.batches import text
from archive.store.file.making import building
from archive.store.writing.write import Signature, write

HEAD = """\
recorded_at: 2026-11-01T00:00:00Z
recorded_by: curator-1
why: a made-up case
events:
- {kind: entity.registered, subject: union, type: organisation, label: The Union}
- {kind: entity.registered, subject: panel, type: body, label: The Panel, parent: union}
- {kind: entity.registered, subject: secretary, type: office, label: Secretary, parent: union}
- {kind: entity.registered, subject: acting-secretary, type: office, label: Acting Secretary, parent: union}
- {kind: entity.registered, subject: arland, type: country, label: Arland}
- {kind: entity.registered, subject: borland, type: country, label: Borland}
- {kind: entity.registered, subject: cerland, type: country, label: Cerland}
- {kind: entity.registered, subject: ann, type: person, label: Ann}
- {kind: entity.registered, subject: bob, type: person, label: Bob}
- {kind: entity.registered, subject: meet, type: meeting, label: The meeting}
- {kind: source.registered, source: paper, publisher: Paper, title: All of it, published: 2020-01-01}
"""
TOLD = "gist: So it was., citations: [{source: paper, at: p.1, says: so}]"


def made(path: Path, *events: str) -> Path:
    """Make an archive at a path; each event is what a text in braces holds, told by the one source."""
    lines = [f"- {{{event}}}" if event.startswith("kind:") else f"- {{kind: {event}, {TOLD}}}" for event in events]
    file = path.with_suffix(".yml")
    file.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    batch = text.read_batch(file)
    with building(path) as db:
        signature = Signature(recorded_at=batch.recorded_at or "", recorded_by="curator-1", why="a made-up case")
        write(db, batch.events, signature, distinct=True)
    return path
