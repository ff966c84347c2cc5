"""`archive export`: the archive, or a state of it, in a format of others. A format is a line here and its module."""

import click

from archive.cli.lazy import LazyGroup
from archive.cli.places import Place

FORMATS = {
    "jsonl": Place("exports.jsonl", "jsonl", "The whole log, batch by batch, as JSON Lines: nothing is lost."),
    "csv": Place("exports.csv", "csv", "All tables as CSV, with a datapackage.json that tells what they hold."),
    "parquet": Place("exports.parquet", "parquet", "All tables as Parquet (needs pyarrow)."),
    "popolo": Place("exports.popolo", "popolo", "Members, offices and meetings as Popolo (JSON)."),
    "ftm": Place("exports.ftm", "ftm", "Members, offices and meetings as FollowTheMoney entities."),
    "cow": Place("exports.cow", "cow", "States by year, in the codes of the Correlates of War project."),
    "ics": Place("exports.ics", "ics", "Meetings as iCalendar."),
    "atom": Place("exports.atom", "atom", "What was recorded, the newest first, as an Atom feed."),
}
"""All formats by name, in the order of the help; each is a command of its own."""


@click.group(cls=LazyGroup, places=FORMATS, what="format", subcommand_metavar="FORMAT [OPTIONS]")
def export() -> None:
    """Give the archive, or a state of it, in a format that other programs read. What each means: docs/export.md.

    What goes into a file is written aside and named when it is whole; no file is replaced without --force.

    \b
    Example:
      archive export jsonl -o archive.jsonl
    """
