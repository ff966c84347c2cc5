"""Names from the archive while a command is being typed."""

import pytest
from click.shell_completion import ShellComplete

from archive.cli.main import cli


def completed(file, words, incomplete):
    shell = ShellComplete(cli, {}, "archive", "_ARCHIVE_COMPLETE")
    return [item.value for item in shell.get_completions(["--db", str(file), *words], incomplete)]


@pytest.mark.parametrize(
    ("words", "incomplete", "found"),
    [
        (["as-of", "--body"], "union-c", ["union-council"]), (["as-of", "--subject"], "ar", ["arland", "ar-city"]),
        (["as-of", "--according-to"], "her", ["herald", "herald-2010"]), (["history"], "ann", ["ann-ames"]),
        (["show"], "panel-h", ["panel-held"]), (["show"], "d-", ["d-panel-opened", "d-panel"]),
        (["as-of", "--property"], "me", ["membership", "meeting"]), (["kinds"], "claim.", ["claim.ranked"]),
        ([], "ver", ["verify"]),
    ],
)  # fmt: skip
def test_names_of_the_file(small_file, words, incomplete, found):
    assert sorted(completed(small_file, words, incomplete)) == sorted(found)


def test_without_a_file_nothing_is_offered_and_nothing_said(tmp_path):
    assert completed(tmp_path / "no.db", ["as-of", "--body"], "s") == []
