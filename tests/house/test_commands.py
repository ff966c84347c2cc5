"""Every command explains itself: what it answers, an example to type, and each of its options."""

from collections.abc import Iterator

import click
import pytest

from archive.cli.main import cli

CONTRACT = {
    "append", "as-of", "attendance", "backup", "checkpoint", "cite", "conflicts", "count", "diff", "entities", "events",
    "export", "history", "impact", "import", "init", "kinds", "log", "observe", "panel", "questions", "rebuild",
    "review", "search", "serve", "show", "sources", "stances", "tag", "timeline", "verify", "why",
}  # fmt: skip


def commands(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[str, click.Command]]:
    """Yield every command with its full name; those of a group after the group."""
    context = click.Context(group)
    for word in group.list_commands(context):
        command = group.get_command(context, word)
        assert command is not None, f"{word} is listed and not there"
        yield " ".join((*path, word)), command
        if isinstance(command, click.Group):
            yield from commands(command, (*path, word))


COMMANDS = dict(commands(cli))


def test_the_promised_commands_are_there() -> None:
    assert CONTRACT - COMMANDS.keys() == set()


@pytest.mark.parametrize("words", COMMANDS)
def test_a_command_has_help_with_an_example(words: str) -> None:
    text = COMMANDS[words].help
    assert text, f"archive {words} has no help"
    assert f"archive {words}" in text.partition("\n")[2], f"the help of archive {words} has no example"


@pytest.mark.parametrize("words", COMMANDS)
def test_an_option_is_of_one_meaning(words: str) -> None:
    names = [name for option in COMMANDS[words].params for name in option.opts]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("words", COMMANDS)
def test_an_option_says_what_it_does(words: str) -> None:
    options = [option for option in COMMANDS[words].params if isinstance(option, click.Option)]
    assert [option.opts for option in options if not option.hidden and not option.help] == []
