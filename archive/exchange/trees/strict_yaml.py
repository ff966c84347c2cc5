"""YAML read strictly: every value is text, and all that makes YAML surprising is refused."""

from collections.abc import Callable
from typing import NamedTuple

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from archive.exchange.trees.nodes import Entry, Mapping, Node, Scalar, Sequence
from archive.exchange.trees.quoting import printable
from archive.exchange.trees.yaml_errors import explain, lines_of
from archive.model.errors import MOST_FAULTS, Fault

LOADER = yaml.CBaseLoader if yaml.__with_libyaml__ else yaml.BaseLoader

MAX_DEPTH = 16

MAX_VALUES = 1_000_000
"""Values of one file, so that no small file fills the memory."""


class Composed(NamedTuple):
    """The tree of a text and its faults.

    Where the text does not read as YAML there is no tree; the last fault says why, and `broken` are
    the lines (from 1) on which the unreadable piece begins and breaks off; 0 where no piece of it
    can be left out to read the rest.
    """

    root: Node | None
    faults: list[Fault]
    broken: tuple[int, int] | None = None


def compose(text: str, *, file: str) -> Composed:
    """Return the tree of one YAML document with all faults that do not stop the reading."""
    composer = _Composer(file)
    try:
        root = composer.document(yaml.parse(text, Loader=LOADER).__next__)
    except yaml.YAMLError as error:
        fault = explain(error, text.splitlines(), file=file)
        return Composed(None, [*composer.faults, fault], lines_of(error))
    except _TooMuchError:
        return Composed(None, composer.faults, (0, 0))
    return Composed(root, composer.faults)


class _TooMuchError(Exception):
    pass


class _Composer:
    """Makes nodes of parser events and collects what is refused on the way."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.faults: list[Fault] = []
        self.values = 0

    def refuse(self, event: Event, message: str, hint: str) -> None:
        line, column = _place(event)
        self.faults.append(Fault(printable(message), file=self.file, line=line, column=column, hint=hint))

    def document(self, following: Callable[[], Event]) -> Node | None:
        following()  # the start of the stream
        start = following()
        if isinstance(start, StreamEndEvent):
            self.faults.append(Fault("the file is empty", file=self.file, line=1, expected="events"))
            return None
        if isinstance(start, DocumentStartEvent) and (start.version or start.tags):
            self.refuse(start, "a directive (%) has no place here", "remove the line")
        root = self.node(following(), following, 1)
        following()  # the end of the document
        after = following()
        if not isinstance(after, StreamEndEvent):
            self.refuse(after, "a second document begins here", "one file is one document: remove the `---`")
        return root

    def node(self, event: Event, following: Callable[[], Event], depth: int) -> Node:
        line, column = _place(event)
        if isinstance(event, AliasEvent):
            self.refuse(event, f"an alias (*{event.anchor}) has no place here", "write the value out, or quote it")
            return Scalar("", line, column, "quoted")
        if not isinstance(event, ScalarEvent | MappingStartEvent | SequenceStartEvent):
            raise TypeError(f"the parser gave {event} where a value begins")
        if event.anchor is not None or event.tag is not None:
            self.refuse_properties(event, event.anchor, event.tag)
        if isinstance(event, ScalarEvent):
            return Scalar(event.value, line, column, "quoted" if event.style else "plain")
        if depth > MAX_DEPTH:
            self.refuse(event, f"nested more than {MAX_DEPTH} deep", "no event needs that: look for stray brackets")
            raise _TooMuchError
        if isinstance(event, MappingStartEvent):
            return Mapping(self.entries(following, depth), line, column, bool(event.flow_style))
        items: list[Node] = []
        while not isinstance(item := following(), SequenceEndEvent):
            self.count(item)
            items.append(self.node(item, following, depth + 1))
        return Sequence(tuple(items), line, column)

    def entries(self, following: Callable[[], Event], depth: int) -> dict[str, Entry]:
        found: dict[str, Entry] = {}
        while not isinstance(event := following(), MappingEndEvent):
            self.count(event)
            key = self.node(event, following, depth + 1)
            value = self.node(following(), following, depth + 1)
            if isinstance(key, Scalar) and self.names(event, key, found):
                found[key.text] = Entry(value, key.line, key.column)
            elif not isinstance(key, Scalar):
                self.refuse(
                    event, "a field's name must be a text", "write `name: value`; quote what begins with [ or {"
                )
        return found

    def count(self, event: Event) -> None:
        """Count an item or a field, and refuse the file that has too many, or too many faults."""
        self.values += 1
        if self.values > MAX_VALUES:
            self.refuse(event, f"more than {MAX_VALUES:,} values in one file", "split it into several batches")
        if self.values > MAX_VALUES or len(self.faults) >= MOST_FAULTS:
            raise _TooMuchError

    def names(self, event: Event, key: Scalar, found: dict[str, Entry]) -> bool:
        """Tell whether the key is a good name for a new entry; report why where it is not."""
        if key.text in found:
            self.refuse(
                event, f"`{key.text}` is here twice (first on line {found[key.text].line})", "keep one of the two"
            )
        elif key.text == "<<" and key.form == "plain":
            self.refuse(event, "a merge key (<<) has no place here", "write the fields out")
        elif not key.text:
            self.refuse(event, "a colon without a name before it", "write `name: value`")
        else:
            return True
        return False

    def refuse_properties(self, event: Event, anchor: str | None, tag: str | None) -> None:
        if anchor is not None:
            self.refuse(event, f"an anchor (&{anchor}) has no place here", "remove it, or quote the value")
        if tag is not None:
            shown = tag.replace("tag:yaml.org,2002:", "!!")
            self.refuse(event, f"a tag ({shown}) has no place here", "every value is text: remove it, or quote it")


def _place(event: Event) -> tuple[int, int]:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark is not None else (0, 0)
