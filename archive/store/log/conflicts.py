"""What an append is refused for: the log already says something that does not go with it."""

from archive.model.errors import ConflictError, DataError


class KeyTakenError(ConflictError):
    """The key belongs to an event with other content."""

    def __init__(self, key: str, where: str, fields: list[str]) -> None:
        differing = f"; it differs in: {', '.join(fields)}" if fields else ""
        super().__init__(
            f"the key {key!r} is taken by {where}{differing}",
            hint="choose another key; to change what the archive says, append event.corrected or event.retracted",
        )


class NameTakenError(ConflictError):
    """The id is that of another entity, source, dispute or question."""

    def __init__(self, what: str, name: str, where: str, fields: list[str]) -> None:
        super().__init__(
            f"the {what} {name!r} is there already, by {where}; it differs in: {', '.join(fields)}",
            hint="choose another id; who is in the archive keeps what was said of it",
        )


class AlreadyRetractedError(ConflictError):
    """The event is in the log, and was retracted there."""

    def __init__(self, event: str, where: str, retraction: str, retracted: str) -> None:
        super().__init__(
            f"the event {event} is in the log already ({where}) and was retracted by {retraction} ({retracted})",
            hint=f"if it is right after all, retract that: archive append event.retracted --event {retraction}",
        )


class PositionMovedError(ConflictError):
    """The log is not at the position that the writer counted on."""

    def __init__(self, wanted: int, found: int, since: list[str]) -> None:
        told = ": " + "; ".join(since) if since else ""
        super().__init__(
            f"the log is at position {found}, not {wanted}{told}; nothing was written",
            hint=f"look at what is new, then append with --if-position {found}",
        )


class RecordedTooEarlyError(DataError):
    """A batch was to be recorded before the last one of the log."""

    def __init__(self, recorded_at: str, last: str) -> None:
        super().__init__(
            f"a batch of {recorded_at} cannot follow one of {last}: the log is in the order of writing",
            hint=f"give a recorded_at that is not before {last}, or check the clock\n"
            "where it is the last batch whose time is wrong, later than today: see what to do in docs/export.md, jsonl",
        )


class RecordedAheadError(DataError):
    """A batch was to be recorded later than now: nothing that is recorded before that time could follow it."""

    def __init__(self, recorded_at: str, now: str) -> None:
        super().__init__(
            f"a batch of {recorded_at} is not recorded yet: it is {now}; nothing was written",
            hint="recorded_at is when it is written: leave it out to have the time of now, or check the clock",
        )


class AmbiguousHandleError(DataError):
    """The beginning of an id fits several events."""

    def __init__(self, prefix: str, found: list[str]) -> None:
        super().__init__(
            f"{prefix} begins several ids: {', '.join(found)}",
            hint="give more of the id, or the position",
        )
