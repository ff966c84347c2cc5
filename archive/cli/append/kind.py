"""The options of `archive append KIND`, made from the fields of the kind."""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

import click
import msgspec.inspect as mi

from archive.cli.append.again import handed_back
from archive.cli.append.options import CITATION, HEAD, envelope_options, field_option, head_option
from archive.cli.append.write import WRITING, write_batch
from archive.exchange.batches.batch import BatchText
from archive.exchange.batches.typed import draft
from archive.exchange.trees.nodes import of_python
from archive.kinds.base import Payload
from archive.kinds.roles import description, roles
from archive.model.errors import Fault, FaultsError, UsageError

MOST_CHOICES = 40
"""Letters of values that stand beside the name of an option in its help; more are told in its text."""


def kind_command(kind: type[Payload]) -> click.Command:
    """Return the command that appends one event of a kind."""

    @click.pass_context
    def run(ctx: click.Context, /, **given: Any) -> None:  # noqa: ANN401 - click's options
        how = {name: given.pop(name) for name in ("by", "why", "dry_run", "distinct", "if_position", "format")}
        try:
            write_batch(ctx, partial(_read, kind, given), **how)
        except FaultsError as problem:
            raise handed_back(problem, kind, {**given, "why": how["why"]}) from None

    run = WRITING(run)
    for option in reversed(envelope_options(kind)):
        run = option(run)
    for option in reversed(list(_field_options(kind))):
        run = option(run)
    text = f"{kind.__doc__}\n\n\b\nExample:\n  {example_of(kind)}"
    return click.command(name=kind.kind, help=text)(run)


def _read(kind: type[Payload], given: Mapping[str, Any]) -> BatchText:
    """Return the one event that the options tell. A person citing a source says where in it."""
    nowhere = bool(given["source"]) and not given["at"]
    faults = [Fault("missing", field="at", expected='where in the source, e.g. --at "ex.1-4"')] if nowhere else []
    try:
        event = draft(of_python(event_of(kind, given)))
    except FaultsError as problem:
        raise FaultsError([*problem.faults, *faults], read=problem.read) from None
    if faults:
        raise FaultsError(faults, read=[event])
    return BatchText([event])


def event_of(kind: type[Payload], given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the options as an event of the text form; what was not given is left out."""
    event: dict[str, Any] = {"kind": kind.kind}
    tables = {name for name, info in _types(kind).items() if isinstance(info, mi.DictType)}
    for name in (*HEAD, *(f"field_{field}" for field in kind.__struct_fields__)):
        value, field = given.get(name), name.removeprefix("field_")
        if value in (None, (), ""):
            continue
        if field in tables:
            event[field] = _table(kind, field, value)
        else:
            event[field] = list(value) if isinstance(value, tuple) else value
    citations = list(_citations(kind, given))
    return {**event, "citations": citations} if citations else event


def example_of(kind: type[Payload]) -> str:
    """Return the command line that appends the kind's example: it runs on the shipped archive, and writes nothing."""
    words = [f"archive append {kind.kind}"]
    new = {role.field for role in roles(kind) if role.ref == "new"}
    for name, value in kind.example.items():
        if name in ("citations", "key"):
            continue
        option = head_option(kind, name) if name in HEAD else field_option(kind, name)
        if isinstance(value, Mapping):
            words += [f'{option} "{part}={_joined(inner)}"' for part, inner in value.items()]
        else:
            many = value if isinstance(value, list | tuple) else [value]
            given = [f"new-{item}" if name in new else item for item in many if not isinstance(item, Mapping)]
            words += [f"{option} {_quoted(item)}" for item in given]
    if kind.nature == "world" or "citations" in kind.example:
        words.append(f'{head_option(kind, "source")} seed-002 --at ¶1 --says "what it says"')
    return " \\\n    ".join([*words, '-m "why" --distinct --dry-run'])


def _field_options(kind: type[Payload]) -> Iterable[Any]:
    named = {role.field: role.ref for role in roles(kind)}
    for field, info in _types(kind).items():
        many = isinstance(info, mi.VarTupleType | mi.DictType)
        required = field in required_of(kind)
        text = description(kind, field) + (" (needed)" if required else "")
        if isinstance(info, mi.DictType):
            text += "; as NAME=VALUE, repeat for several"
        elif many:
            text += "; repeat for several"
        choices = click.Choice([str(value) for value in info.values]) if isinstance(info, mi.LiteralType) else None
        metavar = named.get(field, "text").upper() if choices is None else None
        if choices is not None and len("".join(choices.choices)) > MOST_CHOICES:
            metavar = field.upper()
            text += f"; one of {', '.join(choices.choices)}"
        if isinstance(info, mi.BoolType):
            yield click.option(field_option(kind, field), f"field_{field}", is_flag=True, default=None, help=text)
        else:
            yield click.option(
                field_option(kind, field), f"field_{field}", multiple=many, type=choices, help=text, metavar=metavar
            )


def required_of(kind: type[Payload]) -> set[str]:
    """Return the fields that an event of the kind must have."""
    info = mi.type_info(kind)
    fields = info.fields if isinstance(info, mi.StructType) else ()
    return {field.name for field in fields if field.required}


def _types(kind: type[Payload]) -> dict[str, mi.Type]:
    """Return the bare type of each field: without None, roles and descriptions."""
    info = mi.type_info(kind)
    return {field.name: _bare(field.type) for field in info.fields} if isinstance(info, mi.StructType) else {}


def _bare(info: mi.Type) -> mi.Type:
    match info:
        case mi.Metadata(type=inner):
            return _bare(inner)
        case mi.UnionType(types=types):
            return next(_bare(one) for one in types if not isinstance(one, mi.NoneType))
        case _:
            return info


def _citations(kind: type[Payload], given: Mapping[str, Any]) -> Iterable[dict[str, str]]:
    sources, told_by = given["source"], head_option(kind, "source")
    for name in CITATION[1:]:
        if len(given[name]) not in (0, len(sources)):
            raise UsageError(
                f"--{name} is given {len(given[name])} times, {told_by} {len(sources)} times",
                hint=f"give one --{name} for each {told_by}, in the same order",
            )
    for number, source in enumerate(sources):
        yield {"source": source, **{name: given[name][number] for name in CITATION[1:] if given[name]}}


def _table(kind: type[Payload], field: str, pairs: Iterable[str]) -> dict[str, Any]:
    table: dict[str, Any] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals:
            option = field_option(kind, field)
            raise UsageError(f"{option} {pair!r}: no = in it", hint=f"write {option} NAME=VALUE")
        table[name] = value.split(",") if field == "statuses" else value
    return table


def _joined(value: object) -> str:
    return ",".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _quoted(value: object) -> str:
    text = str(value)
    return text if text.replace("-", "").replace(".", "").replace("_", "").isalnum() else f'"{text}"'
