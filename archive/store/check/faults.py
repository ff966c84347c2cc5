"""Faults of an event, with the file and the line where its field stands."""

from archive.model.errors import Fault
from archive.model.event import Partial


def fault(
    event: Partial, field: str, message: str, *, value: str | None = None, expected: str | None = None,
    near: tuple[str, ...] = (),
) -> Fault:  # fmt: skip
    """Return a fault of a field of the event."""
    where = event.where
    file, line = (None, None) if where is None else (where.file, where.line_of(field))
    return Fault(message, file=file, line=line, field=field, value=value, expected=expected, nearest=near)
