"""The schema changes, done with sqlite-utils. Imported only where a file is made or changed."""

import sqlite3

from sqlite_utils import Database, Migrations

from archive.store import schema
from archive.store.schema_projection import PROJECTION_INDEXES, PROJECTION_TABLES

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


def migrate(connection: sqlite3.Connection) -> None:
    """Do all schema changes that the file lacks, in one transaction: all of them or none."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        migrations.apply(Database(connection, recursive_triggers=False, execute_plugins=False))
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
