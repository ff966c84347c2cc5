"""The form of a text is told in words: nobody should have to read a regular expression."""

import msgspec.inspect as mi

from archive.kinds.registry import KINDS


def patterns(info, extra=None):
    """Yield the patterns in a type, each with what its Meta says."""
    if isinstance(info, mi.Metadata):
        yield from patterns(info.type, {**(extra or {}), **(info.extra or {})})
    elif isinstance(info, mi.UnionType):
        for one in info.types:
            yield from patterns(one, extra)
    elif isinstance(info, mi.StrType) and info.pattern:
        yield info.pattern, extra or {}


def fields(kind):
    info = mi.type_info(kind)
    assert isinstance(info, mi.StructType)
    return info.fields


def test_every_pattern_has_its_words():
    found = [
        (name, field.name, extra)
        for name, kind in KINDS.items()
        for field in fields(kind)
        for _, extra in patterns(field.type)
    ]
    assert len(found) > 4
    assert [(name, field) for name, field, extra in found if not (extra.get("form") or extra.get("ref") == "new")] == []
