"""`archive serve`: browse the archive with Datasette."""

import importlib
import socket
import webbrowser
from contextlib import closing
from pathlib import Path
from threading import Timer

import click

from archive.cli.asking.files import archive_path
from archive.cli.printing.screen import note
from archive.model.errors import UsageError
from archive.store.file.connect import open_reading
from archive.store.file.public import withheld_now


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--port", type=click.IntRange(0, 65535), default=8001, show_default=True, help="The port to listen at.")
@click.option("--open", "open_browser", is_flag=True, help="Open the pages in a browser.")
@click.pass_context
def serve(ctx: click.Context, host: str, port: int, open_browser: bool) -> None:
    """Serve the archive with Datasette, read-only, until Ctrl-C.

    Where an event is withheld, a copy without its words is served, as the archive is now.

    \b
    Example:
      archive serve --port 8001 --open
    """
    path = Path(archive_path(ctx))
    # A file that is no archive is told now, in our words.
    with closing(open_reading(path)) as db:
        hidden = len(withheld_now(db))
    address = f"http://{host}:{port}/"
    try:
        _try_to_listen(host, port)
    except OSError as problem:
        raise UsageError(f"{address} cannot be served ({problem.strerror})", hint="choose another --port") from None
    note(f"{address}   (Ctrl-C ends it)")
    if hidden:
        many = "1 event is" if hidden == 1 else f"{hidden} events are"
        note(f"{many} withheld: a copy without is served; what is appended from now on is not in it")
    if open_browser:
        Timer(1.0, webbrowser.open, [address]).start()
    # Datasette takes as long to load as all else together.
    importlib.import_module("archive.web.serve").serve(path, host=host, port=port)


def _try_to_listen(host: str, port: int) -> None:
    """Raise an OSError where nobody may listen: the server would only log it, after it has loaded."""
    family, kind, number, _, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    with socket.socket(family, kind, number) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        trial.bind(where)
