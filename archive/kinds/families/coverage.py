"""Coverage: what is told of a body is complete for a stretch of days, so that absence says something."""

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from archive.kinds.base import Payload
from archive.kinds.claiming import Line, covers, surely_inside
from archive.kinds.fields import BodyId
from archive.model.claim import EVERYONE, Claim
from archive.model.dates import Bounds, EdtfDate

IN_DOUBT = "~?%X"
"""Signs of a date that is not sure of itself."""


class CoverageStated(Payload, frozen=True, kw_only=True):
    """A source is complete for a body on all days of the date: who is not told of then was not there.

    `2005` is that whole year, `1996-04-26/2001-06-15` both days and all between. An extent begins on some day of its
    first part and ends on some day of its last, and only days that are surely inside count: `2012/2018` covers
    2012-12-31 to 2018-01-01, and `2012-01-01/2018-12-31` the seven years.
    """

    kind: ClassVar[str] = "coverage.stated"
    example: ClassVar = {
        "key": "s5-complete", "date": "1996-04-26/2001-06-14", "object": "shanghai-five",
        "gist": "The list names every state that ever belonged to the Shanghai Five.",
    }  # fmt: skip

    object: Annotated[BodyId, Meta(description="the body for which it is complete")]
    property: Annotated[
        Literal["membership", "accession", "participation", "representation", "attendance"],
        Meta(description="of what it is complete"),
    ] = "membership"

    def claims(self, date: EdtfDate, event: str) -> Iterator[Claim]:
        """Yield that nobody else was there on the days of the date."""
        yield from covers([Line(self.property, EVERYONE, self.object)], days_covered(date), date, event)


def days_covered(date: EdtfDate) -> Bounds | None:
    """Return the first and the last day that a statement of completeness covers; None where it surely covers none."""
    if date.form == "single" and not any(sign in date.text for sign in IN_DOUBT):
        return date.first
    return surely_inside(date)
