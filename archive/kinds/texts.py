"""Which kinds hold nothing but texts: those of which every value has one form in JSON, whoever writes it."""

from collections.abc import Mapping
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec


@cache
def only_texts(struct: type[msgspec.Struct]) -> bool:
    """Return whether all fields of a struct are texts, or lists, mappings and structs of texts."""
    return all(_texts(hint) for hint in get_type_hints(struct, include_extras=True).values() if not _of_class(hint))


def _texts(hint: Any) -> bool:  # noqa: ANN401 - any type of a field
    origin, args = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _texts(args[0])
    if origin is Literal:
        return all(isinstance(word, str) for word in args)
    if origin in (Union, UnionType, tuple, list, dict, Mapping):
        return all(_texts(part) for part in args if part is not Ellipsis)
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return only_texts(hint)
    return hint in (str, NoneType)


def _of_class(hint: Any) -> bool:  # noqa: ANN401 - any type of a field
    return "ClassVar" in str(get_origin(hint) or hint)
