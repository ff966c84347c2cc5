"""How an outside file is taken in: what its reader was told, and what comes of it."""

from dataclasses import dataclass
from typing import NamedTuple

from archive.exchange.outside.spells import EndIs
from archive.model.event import Draft


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What the file itself does not say: the source that its events cite, what its ends mean, the day it was true.

    That day is `on` (EDTF; None where whoever imports it does not say); `published` is that of the source.
    With `create`, who is not in the archive is registered.
    """

    source: str
    on: str | None = None
    published: str | None = None
    end_is: EndIs = "last-day-in"
    create: bool = False


class Reading(NamedTuple):
    """The events that a file comes to, and what whoever imports it should know about them."""

    drafts: list[Draft]
    notes: list[str]
