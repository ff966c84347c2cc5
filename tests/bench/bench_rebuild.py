"""The tables made afresh from the log, against the import; the log checked, against bare hashing."""

import sqlite3
from functools import partial
from hashlib import sha256

from archive.model.event import Draft
from archive.store.file.verify import verify_log
from archive.store.log import append as log
from archive.store.tables.rebuild import rebuild
from tests.bench.archives import fill, in_memory
from tests.bench.measure import Job, interleaved, ratio, say, table
from tests.bench.workload import history

BODIES = "SELECT CAST(body AS BLOB) FROM events ORDER BY position"
ROUNDS = 5
AT_MOST = 10_000


def run(events: int) -> None:
    """Print how long rebuilding and verifying take, and their ratios."""
    count = min(events, AT_MOST)
    drafts = history(count)[:count]
    with in_memory(count) as full:
        fill(full, drafts)
        bodies = [body for (body,) in full.execute(BODIES)]
        jobs: dict[str, Job] = {
            "import (check, log, project)": partial(_import, drafts),
            "rebuild": partial(_rebuild, full),
            "verify_log": partial(_verify, full),
            "sha256 of the stored bytes, read": partial(_hash_stored, full),
            "sha256 of bytes at hand": partial(_hash, bodies),
        }
        times = interleaved(jobs, ROUNDS)
    table(f"Rebuild and verify, {count:,} events in memory: each event", times, each=count)
    say(f"  rebuild: {ratio(times, 'rebuild', 'import (check, log, project)'):.2f} x import")
    say(f"  verify_log: {ratio(times, 'verify_log', 'sha256 of bytes at hand'):.1f} x sha256 of bytes at hand")
    say(f"  verify_log: {ratio(times, 'verify_log', 'sha256 of the stored bytes, read'):.1f} x sha256, read")


def _import(drafts: list[Draft]) -> None:
    with in_memory(len(drafts)) as db:
        fill(db, drafts)


def _rebuild(db: sqlite3.Connection) -> None:
    with log.transaction(db):
        rebuild(db)


def _verify(db: sqlite3.Connection) -> None:
    found = verify_log(db)
    if found:
        say(f"  the log does not hold: {found[0]}")


def _hash_stored(db: sqlite3.Connection) -> None:
    _hash([body for (body,) in db.execute(BODIES)])


def _hash(bodies: list[bytes]) -> bytes:
    chain = b""
    for body in bodies:
        chain = sha256(chain + body).digest()
    return chain
