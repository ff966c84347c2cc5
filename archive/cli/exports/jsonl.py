"""`archive export jsonl`: the log as JSON Lines."""

import click

from archive.cli.asking.files import reading
from archive.cli.asking.options import RECORDED, Asked, with_options
from archive.cli.exports.out import FILE, send
from archive.exchange.batches.jsonl import export_lines
from archive.model.errors import UsageError
from archive.store.log.batches import batch_end, batches_between


@click.command()
@click.option("--after", type=click.IntRange(0), default=0, metavar="POSITION", help="Only the batches after it.")
@with_options(RECORDED, *FILE)
@click.pass_context
def jsonl(ctx: click.Context, after: int, recorded: str | None, output: str | None, force: bool) -> None:
    """Give the log as JSON Lines: for each batch a line that begins it, then its events, a line each.

    Read into an empty archive (`archive append FILE`), it makes the same log with the same root, and the same
    export. With --after, what a copy does not have yet: each batch says which root the log has behind it.

    \b
    Example:
      archive export jsonl -o archive.jsonl
      archive export jsonl --recorded 700 > earlier.jsonl
      archive export jsonl --after 1199 > new.jsonl
    """
    with reading(ctx) as db:
        upto = Asked(recorded=recorded).horizon(db).position
        if batch_end(db, after) != after:
            raise UsageError(
                f"--after {after}: no batch ends there", hint=f"the one before ends at {batch_end(db, after)}"
            )
        many = upto - after + batches_between(db, after, upto)
        send(export_lines(db, after=after, upto=upto), output, force=force, many=many, what="exporting")
