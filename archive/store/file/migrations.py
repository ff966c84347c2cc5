"""The schema changes, done with sqlite-utils. Imported only where a file is made or changed."""

import sqlite3

from sqlite_utils import Database, Migrations

from archive.store.log.batches import last_batch
from archive.store.schema import log as schema
from archive.store.schema.projection import PROJECTION_INDEXES, PROJECTION_TABLES
from archive.store.tables.rebuild import rebuild

migrations = Migrations(schema.MIGRATION_SET)


@migrations(name="0001_initial")
def initial(db: Database) -> None:
    """Make the log, its guards and the computed tables."""
    for statement in (
        schema.SET_APPLICATION_ID,
        *schema.LOG_TABLES,
        *schema.LOG_INDEXES,
        *schema.LOG_GUARDS.values(),
        *PROJECTION_TABLES,
        *PROJECTION_INDEXES,
    ):
        db.conn.execute(statement)


@migrations(name="0002_rules_2")
def rules_2(db: Database) -> None:
    """Answer by version 2 of the rules of the fold: the tables stay, what is in them is made afresh (see below)."""


@migrations(name="0003_rules_3")
def rules_3(db: Database) -> None:
    """Answer by version 3, in which a ruling also says who lost: again, what is in the tables is made afresh."""


def migrate(connection: sqlite3.Connection) -> None:
    """Do all schema changes that the file lacks, in one transaction: all of them or none.

    Then make its computed tables afresh: they may have other columns, or answer by older rules of the fold.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        migrations.apply(Database(connection, recursive_triggers=False, execute_plugins=False))
        if last_batch(connection) is not None:
            rebuild(connection)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
