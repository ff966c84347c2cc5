"""Taking in a file that others made: its source, who is meant in it, what cannot be used, what comes of it."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import click

from archive.cli import clock
from archive.cli.append.page import appended_lines, effect_json, effect_lines
from archive.cli.append.write import handle
from archive.cli.asking.files import archive_path
from archive.cli.imports.options import Given, check
from archive.cli.printing.output import show_json
from archive.cli.printing.progress import stages, told
from archive.cli.printing.screen import note, screen, show
from archive.exchange.files.limits import Source, opened
from archive.exchange.files.putting import ANOTHER, writing_file
from archive.exchange.outside.bad_records import BadRecords
from archive.exchange.outside.matching import Matcher, matcher_of
from archive.exchange.outside.taking_in import Reading, Terms
from archive.kinds.families.source import SourceRegistered
from archive.model.errors import ConflictError, UsageError
from archive.model.event import Draft, Envelope
from archive.store.file.connect import open_writing
from archive.store.reading import lists as reading_lists
from archive.store.writing.outcome import Outcome
from archive.store.writing.write import Signature, TwinError, preview, write

_HANDLE = 12  # letters of an id by which it is found
_TWINS = 10

Reader = Callable[[Source, Matcher, BadRecords, Terms], Reading]


def take_in(ctx: click.Context, name: str, read: Reader, given: Given) -> None:
    """Append what a file tells, as one batch, or show what that would do.

    Raises FaultsError with every bad record of the file, unless these are to be written aside.
    """
    check(given)
    with closing(open_writing(archive_path(ctx))) as db:
        bad = BadRecords(Path(name).name)
        tell = stages()
        with opened(Path(name), name=bad.file) as stream:
            drafts = _drafts(db, told(stream, tell), read, given, bad)
        by = given.by or handle()
        signature = Signature(recorded_at=clock.now, recorded_by=by, why=given.why or "(dry run)")
        outcome: Outcome | None = None
        if given.dry_run:
            with _telling_twins():
                appended, outcome = preview(db, drafts, signature, distinct=given.distinct, progress=tell)
        else:
            with _aside(bad, given), _telling_twins():
                appended = write(db, drafts, signature, distinct=given.distinct, progress=tell)
        if bad.records:
            done = "would be left out" if given.dry_run else f"left out, and written to {given.skip_bad}"
            _tell([f"{bad.records} record{'s' * (bad.records > 1)} {done}"])
        if given.format == "json":
            show_json(effect_json(appended, outcome, dry_run=given.dry_run))
            return
        on = screen()
        effect = [] if outcome is None else effect_lines(db, drafts, outcome, on)
        show([*appended_lines(appended, dry_run=given.dry_run), *effect], on)


def _drafts(db: sqlite3.Connection, source: Source, read: Reader, given: Given, bad: BadRecords) -> list[Draft]:
    """Return what the file tells, with its source; refuse what is bad in it, unless that may be left out."""
    registered, published = _source(db, given)
    terms = Terms(
        source=given.source, on=given.on, published=published, end_is=given.end_is, create=given.create
    )  # fmt: skip
    reading = read(source, matcher_of(db), bad, terms)
    _tell(reading.notes)
    if given.skip_bad is None or not reading.drafts:
        bad.refuse(aside=given.skip_bad is not None)
    return [*registered, *reading.drafts]


def _source(db: sqlite3.Connection, given: Given) -> tuple[list[Draft], str | None]:
    """Return the registration of the source where it is new, and the day of its publication."""
    there = reading_lists.source(db, given.source)
    if there is not None:
        if given.publisher or given.title or given.published or given.address:
            hint = f"leave out --publisher, --title, --published, --address; or see: archive show {given.source}"
            raise UsageError(f"the source {given.source} is registered already", hint=hint)
        return [], there["published"]
    if not given.publisher or not given.title:
        hint = (
            "of a new one say --publisher and --title (and --published, --address); archive sources lists those there"
        )
        raise UsageError(f"no source is called {given.source}", hint=hint)
    facts = SourceRegistered(
        source=given.source, publisher=given.publisher, title=given.title, published=given.published,
        address=given.address, seen="whole",
    )  # fmt: skip
    return [Draft(Envelope(kind=SourceRegistered.kind), facts)], given.published


@contextmanager
def _telling_twins() -> Iterator[None]:
    """Say of a whole file that seems to be told already what is told already, and what may be done."""
    try:
        yield
    except TwinError as error:
        first = [f"  {twin.handle[:_HANDLE]}: {twin.date}  {twin.gist}" for twin in error.twins[:_TWINS]]
        left = len(error.twins) - len(first)
        lines = [*first, *([f"  and {left} more"] if left else [])]
        raise ConflictError(
            "\n".join(["nothing written: the archive seems to hold some of this already", *lines]),
            hint="--distinct adds what this source tells beside them: what agrees counts once, what differs "
            "is told otherwise",
        ) from None


@contextmanager
def _aside(bad: BadRecords, given: Given) -> Iterator[None]:
    """Run the block; when it has ended well, the bad records are in the file named for them."""
    if given.skip_bad is None or not bad.records:
        yield
        return
    with writing_file(Path(given.skip_bad), taken=ANOTHER) as file:
        yield
        file.writelines(line.encode() for line in bad.lines())


def _tell(notes: Iterable[str]) -> None:
    for one in notes:
        note(f"note: {one}")
