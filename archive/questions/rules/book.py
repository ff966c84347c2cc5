"""The book of rules: all of them by name, in the order in which they are told."""

from collections.abc import Iterator, Mapping

from archive.questions.rules.attested import attested_against, roster_differs
from archive.questions.rules.base import Finding, Ground, Rule
from archive.questions.rules.beginnings import begun_twice
from archive.questions.rules.bodies import (
    meeting_of_dissolved_body,
    membership_after_the_body,
    membership_before_the_body,
)
from archive.questions.rules.offices import seen_beside_the_holder, two_in_office, unended
from archive.questions.rules.plans import overdue
from archive.questions.rules.silences import stale
from archive.questions.rules.tallies import tally_differs
from archive.questions.rules.unnamed import two_values_at_once, unnamed_rival

RULES: Mapping[str, tuple[Rule, ...]] = {
    "roster-differs": (roster_differs,),
    "tally-differs": (tally_differs,),
    "meeting-of-dissolved-body": (meeting_of_dissolved_body,),
    "membership-before-the-body": (membership_before_the_body,),
    "membership-after-the-body": (membership_after_the_body,),
    "two-in-office": (two_in_office, seen_beside_the_holder),
    "begun-twice": (begun_twice,),
    "two-values-at-once": (two_values_at_once,),
    "unnamed-rival": (unnamed_rival,),
    "attested-against": (attested_against,),
    "overdue": (overdue,),
    "unended": (unended,),
    "stale": (stale,),
}
ONLY_UNDER_ALL = frozenset({"stale"})
"""Rules that find what is worth a look, and mostly no contradiction."""


def findings(ground: Ground, names: frozenset[str]) -> Iterator[Finding]:
    """Yield what the rules of the names find, in the order of the book, then of days."""
    for name, rules in RULES.items():
        if name in names:
            yield from sorted((found for rule in rules for found in rule(ground)), key=lambda f: (f.days, f.events))
