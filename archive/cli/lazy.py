"""A group whose commands are loaded when they are asked for."""

import importlib
from collections.abc import Mapping
from typing import Any

import click

from archive.cli.places import Place
from archive.model.nearest import nearest


class LazyGroup(click.Group):
    """A click group over a table of commands; its help needs none of their modules."""

    def __init__(self, *args: Any, places: Mapping[str, Place], what: str = "command", **more: Any) -> None:  # noqa: ANN401 - click's own
        super().__init__(*args, **more)
        self._places = places
        self._what = what

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands, in the order of the table."""
        return [*self._places, *super().list_commands(ctx)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, or None where there is none of that name."""
        place = self._places.get(cmd_name)
        if place is None:
            return super().get_command(ctx, cmd_name)
        command = getattr(importlib.import_module(f"archive.cli.{place.module}"), place.name)
        assert isinstance(command, click.Command)  # noqa: S101 - the table names commands only
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command meant, or stop with the nearest ones."""
        if not ctx.resilient_parsing and args[0] not in self.list_commands(ctx):
            close = nearest(args[0], self._places)
            near = f" Nearest: {', '.join(close)}." if close else ""
            ctx.fail(f"no {self._what} is called {args[0]!r}.{near}")
        return super().resolve_command(ctx, args)

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands."""
        with formatter.section(f"{self._what.capitalize()}s"):
            formatter.write_dl([(name, place.help) for name, place in self._places.items()])
