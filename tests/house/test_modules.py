"""Modules are short, say what they are, import from the root, and tests mirror them."""

import ast

from tests.house.repository import ROOT, code, name, suite, tree

LONGEST = 300
"""Lines of a module. 40 to 150 is the aim: one that needs two nouns in its first sentence is two."""

BESIDES_THE_PACKAGE = {"bench", "house", "oracles", "real"}


def test_no_module_is_long() -> None:
    lines = {name(file): len(file.read_text(encoding="utf-8").splitlines()) for file in code()}
    assert {module: count for module, count in lines.items() if count > LONGEST} == {}


def test_every_module_says_what_it_is() -> None:
    assert [name(file) for file in code() if not ast.get_docstring(tree(file))] == []


def test_imports_start_at_the_root() -> None:
    relative = [
        f"{name(file)}:{node.lineno}"
        for file in [*code(), *suite()]
        for node in ast.walk(tree(file))
        if isinstance(node, ast.ImportFrom) and node.level
    ]
    assert relative == []


def test_tests_mirror_the_package() -> None:
    folders = {file.parent.relative_to(ROOT / "tests") for file in suite()}
    packages = {file.parent.relative_to(ROOT / "archive") for file in code()}
    assert [folder for folder in folders - packages if folder.parts[0] not in BESIDES_THE_PACKAGE] == []


def test_folders_of_modules_load_nothing() -> None:
    """A command loads the modules that it needs and no others."""
    packages = [file for file in code() if file.name == "__init__.py"]
    assert [name(file) for file in packages if len(tree(file).body) != 1] == []


def test_tests_are_no_package() -> None:
    assert [name(file) for file in suite() if file.name == "__init__.py"] == []
