"""The check of a ruling: it names events of its dispute, by a rule that there is."""

from collections.abc import Iterator

from archive.kinds.families.editorial import WEIGHING
from archive.model.errors import Fault
from archive.model.event import Partial
from archive.model.nearest import nearest
from archive.store.check.faults import fault
from archive.store.check.known import Known


def ruling_faults(event: Partial, names: Known) -> Iterator[Fault]:
    """Yield a fault for each event that does not stand in the dispute ruled, and for a rule that there is not."""
    if event.kind != "dispute.ruled":
        return
    dispute, rule = str(event.payload.get("dispute", "")), event.payload.get("rule")
    there = names.standing_in(dispute) if names.find("dispute", dispute) is not None else None
    for name in event.payload.get("main", ()):
        handle = names.find("event", name)
        if there is not None and handle is not None and handle not in there:
            near = tuple(nearest(name, there))
            expected = f"one of {', '.join(there)}" if there else "an event that names it in its field disputes"
            yield fault(event, "main", f"it does not stand in {dispute}", value=name, expected=expected, near=near)
    if isinstance(rule, str) and rule not in WEIGHING:
        expected = f"a rule of docs/weighing.md, {WEIGHING[0]} to {WEIGHING[-1]}"
        near = tuple(nearest(rule, WEIGHING))
        yield fault(event, "rule", "no rule is called so", value=rule, expected=expected, near=near)
