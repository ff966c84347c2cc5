"""`archive import`: what others have, as events. A format is a line here and its module."""

import click

from archive.cli.lazy import LazyGroup
from archive.cli.places import Place

FORMATS = {
    "csv": Place("imports.map", "csv_command", "A table, by a map from its rows to events."),
    "tsv": Place("imports.map", "tsv_command", "The same, with tabs between the cells."),
    "yaml": Place("imports.map", "yaml_command", "Nested data in YAML, by a map."),
    "json": Place("imports.map", "json_command", "Nested data in JSON, by a map."),
    "popolo": Place("imports.popolo", "popolo", "Persons, organizations, memberships and posts (Popolo, JSON)."),
    "wikidata": Place("imports.wikidata", "wikidata", "Members, positions and parts of Wikidata's entities (JSON)."),
    "events": Place("imports.events", "events", "Events in our own text form, or as JSON Lines."),
}
"""All formats by name, in the order of the help; each is a command of its own."""


@click.group(name="import", cls=LazyGroup, places=FORMATS, what="format", subcommand_metavar="FORMAT FILE [OPTIONS]")
def imports() -> None:
    """Take in what others have. Nothing is written unless all is right. What a map can say: docs/maps.md.

    \b
    Example:
      archive import csv maps/examples/members.csv \\
        --map maps/examples/members.toml --create --dry-run
      archive import popolo docs/examples/council.popolo.json \\
        --source council-list --publisher "Town Council" \\
        --title "(list of members)" --published 2024-05-02 --create --dry-run
      archive import events events/0014-belarus.yml --dry-run
    """
