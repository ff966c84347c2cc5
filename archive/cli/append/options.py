"""The options that every `archive append KIND` has beside the kind's own, and what each is called."""

from collections.abc import Callable
from typing import Any, get_args

import click

from archive.kinds.base import Payload
from archive.model.event import Standing, Support

CITATION = ("source", "at", "says", "quote", "support")
HEAD = ("date", "key", "gist", "standing", "rival_of", "disputes", "note")
OWN = ("source", "dispute")
"""Names that a kind's own field keeps: the sources that tell the event are then given as --told-by."""
TAKEN = ("as", "why", "dry_run", "distinct", "if_position", "format", "help", *CITATION, *HEAD)


def field_option(kind: type[Payload], field: str) -> str:
    """Return the option of a field of the kind: of a meeting's `format`, --meeting-format."""
    taken = field in TAKEN and field not in OWN
    return hyphened(f"{kind.kind.partition('.')[0]}_{field}" if taken else field)


def head_option(kind: type[Payload], name: str) -> str:
    """Return the option of a field of the envelope, or of a citation."""
    if name == "source" and "source" in kind.__struct_fields__:
        return "--told-by"
    return hyphened("dispute" if name == "disputes" else name)


def envelope_options(kind: type[Payload]) -> tuple[Callable[[Any], Any], ...]:
    """Return the options of the envelope and its citations, in the order of help."""
    told_by = head_option(kind, "source")
    each = f"one for each {told_by}"
    dispute = click.option("--dispute", "disputes", multiple=True, help="a dispute that it answers")
    return (
        click.option("--date", help="day of the event, EDTF: 2024-07-04, 2024-07, 2024~, [..2024-07-04], a/b"),
        click.option("--key", help="a name for the event, e.g. by-member"),
        click.option("--gist", help="what happened, in your own words"),
        click.option("--standing", type=click.Choice(get_args(Standing)), help="main (default), rival …"),
        click.option("--rival-of", help="the main event that this one tells otherwise"),
        *(() if "dispute" in kind.__struct_fields__ else (dispute,)),
        click.option("--note", help="a remark of yours"),
        click.option(told_by, "source", multiple=True, help="a source that tells it; repeat for several"),
        click.option("--at", multiple=True, help=f"where in the source, e.g. ex.1-4 or ¶18; {each}"),
        click.option("--says", multiple=True, help=f"what it says, in your own words; {each}"),
        click.option("--quote", multiple=True, help=f"a short quotation; {each}"),
        click.option("--support", multiple=True, type=click.Choice(get_args(Support)), help=each),
    )


def hyphened(name: str) -> str:
    """Return the option of a name: `rival_of` is --rival-of."""
    return f"--{name.replace('_', '-')}"
