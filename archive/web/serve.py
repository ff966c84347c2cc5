"""Serving an archive with Datasette: read-only, with our titles, facets and canned queries."""

from pathlib import Path
from typing import Any

import uvicorn
import yaml
from datasette.app import Datasette

from archive.exchange.files.shipped import metadata

SETTINGS = {"suggest_facets": False, "default_page_size": 50, "max_returned_rows": 5000, "sql_time_limit_ms": 5000}


def metadata_for(name: str) -> dict[str, Any]:
    """Return the shipped metadata, with the tables put under the database's own name."""
    titles: dict[str, Any] = yaml.safe_load(metadata().read_text(encoding="utf-8").replace("/archive/", f"/{name}/"))
    titles["databases"] = {name: titles["databases"]["archive"]}
    return titles


def application(path: Path) -> Datasette:
    """Return Datasette on one archive file, opened read-only."""
    return Datasette(files=[str(path)], metadata=metadata_for(path.stem), settings=SETTINGS)


def serve(path: Path, *, host: str, port: int) -> None:
    """Serve an archive until interrupted. Raises OSError where the port is taken."""
    uvicorn.run(application(path).app(), host=host, port=port, log_level="warning", lifespan="on")
