"""A process that appends: python -m tests.store.appender FILE NAME COUNT SIZE. It says what is on the disk."""

import sqlite3
import sys

from archive.store.file.connect import open_writing
from tests.store.drafts import append, joined


def main(file: str, name: str, count: int, size: int) -> None:
    db = open_writing(file)

    def project(inside: sqlite3.Connection, first: int, last: int) -> None:
        inside.execute("INSERT INTO ends VALUES (?, ?)", (first, last))

    for number in range(count):
        drafts = [joined(f"{name}-{number}-{part}") for part in range(size)]
        appended = append(db, *drafts, project=project)
        print(appended.last, name, number, flush=True)  # noqa: T201 - this is how it says so
    db.close()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
