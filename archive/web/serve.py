"""Serving an archive with Datasette: read-only, with our titles, facets and canned queries."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import uvicorn
import yaml
from datasette.app import Datasette

from archive.exchange.files.shipped import metadata
from archive.store.file.connect import open_reading
from archive.store.file.public import public_copy, withheld_now

SETTINGS = {"suggest_facets": False, "default_page_size": 50, "max_returned_rows": 5000, "sql_time_limit_ms": 5000}


def metadata_for(name: str) -> dict[str, Any]:
    """Return the shipped metadata, with the tables put under the database's own name."""
    titles: dict[str, Any] = yaml.safe_load(metadata().read_text(encoding="utf-8").replace("/archive/", f"/{name}/"))
    titles["databases"] = {name: titles["databases"]["archive"]}
    return titles


def application(path: Path) -> Datasette:
    """Return Datasette on one archive file, opened read-only."""
    return Datasette(files=[str(path)], metadata=metadata_for(path.stem), settings=SETTINGS)


@contextmanager
def readable(path: Path) -> Iterator[Path]:
    """Give the file that visitors may read: the archive itself, or a copy where an event in it is withheld.

    Datasette shows whole files, to anyone's queries. The copy lasts as long as the context.
    """
    with closing(open_reading(path)) as db, TemporaryDirectory() as folder:
        hidden = withheld_now(db)
        if hidden:
            public_copy(db, Path(folder) / path.name, hidden)
        yield Path(folder) / path.name if hidden else path


def serve(path: Path, *, host: str, port: int) -> None:
    """Serve an archive until interrupted. Raises OSError where the port is taken."""
    with readable(path) as file:
        uvicorn.run(application(file).app(), host=host, port=port, log_level="warning", lifespan="on")
