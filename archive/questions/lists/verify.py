"""Verify: does the log hold against its own hashes, and do the computed tables follow from the log?"""

import sqlite3
from dataclasses import dataclass, field

from archive.store.file import verify as log_check
from archive.store.log.batches import head
from archive.store.tables.compare import compare


@dataclass(slots=True)
class Verified:
    """What was found wrong, in words: with the file, the log, the checkpoint, the computed tables."""

    size: int
    root: str
    file: list[str] = field(default_factory=list)
    log: list[str] = field(default_factory=list)
    checkpoint: list[str] = field(default_factory=list)
    tables: list[str] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        """True where nothing is wrong."""
        return not (self.file or self.log or self.checkpoint or self.tables)


def verify(db: sqlite3.Connection, checkpoint: tuple[int, str] | None = None) -> Verified:
    """Return what is wrong with an archive; `checkpoint` is a size and a root (hex) that were kept elsewhere.

    The computed tables are compared only where the log holds: from a broken log nothing follows.
    """
    state = head(db)
    found = Verified(state.position, state.root)
    found.file = [finding.what for finding in log_check.verify_file(db)]
    found.log = [_told(finding) for finding in log_check.verify_log(db)]
    if checkpoint is not None:
        found.checkpoint = [_told(finding) for finding in log_check.verify_checkpoint(db, *checkpoint)]
    if not found.file and not found.log:
        found.tables = [f"{table}: {fault} {row}" for table, fault, row in compare(db)]
    return found


def _told(finding: log_check.Finding) -> str:
    return f"position {finding.position}: {finding.what}" if finding.position else finding.what
