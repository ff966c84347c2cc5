"""The guard: a snapshot that lost a whole group, or most of its facts, is more often broken than true."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from archive.exchange.lists.compare import Ended, News, TakenBack
from archive.exchange.lists.snapshot import Fact
from archive.model.errors import DataError

SHOWN = 30
"""Groups that a refusal names; the others are counted."""


class LossError(DataError):
    """A snapshot lacks so much that it was not believed; `groups` are those that vanished, with their size before."""

    next_step = (
        "look at the file: is it whole? A list that is not yet published is not a list of nobody\n"
        "--keep-lost     the list says nothing of these groups: they stay as they were\n"
        "--accept-loss   they are gone, each row on some day since"
    )

    def __init__(self, message: str, groups: Mapping[str, int]) -> None:
        super().__init__(message)
        self.groups = dict(groups)


def grouping(parents: Mapping[str, str]) -> Callable[[Fact], str]:
    """Return what tells the group of a fact: the body that it is about. An office belongs to its body."""
    return lambda fact: parents.get(fact.of, fact.of)


def lost_groups(news: Iterable[News], facts: Iterable[Fact], group: Callable[[Fact], str]) -> dict[str, int]:
    """Return the groups of which nothing is left, with how much of each is gone, the largest first."""
    left = {group(fact) for fact in facts}
    gone = Counter(group(one.told.fact) for one in news if isinstance(one, Ended | TakenBack))
    return {
        group: count for group, count in sorted(gone.items(), key=lambda item: (-item[1], item[0])) if group not in left
    }


def refuse_losses(
    groups: Mapping[str, int], facts: int, *, before: int, on: str, since: str, labels: Mapping[str, str]
) -> None:
    """Raise LossError where groups vanished, or more than half of the facts that there were `before`, on `since`."""
    if groups:
        many = "a whole group" if len(groups) == 1 else f"{len(groups)} whole groups"
        named = [
            f"  {labels.get(group, group)} ({group}): {_facts(count)} on {since}" for group, count in groups.items()
        ]
        rest = [f"  and {len(named) - SHOWN} more"] if len(named) > SHOWN else []
        message = f"nothing written: {many} vanished from the list of {on}"
        raise LossError("\n".join([message, *named[:SHOWN], *rest]), groups)
    if 2 * facts < before:
        raise LossError(f"nothing written: the list of {on} has {_facts(facts)}, that of {since} had {before}", {})


def _facts(count: int) -> str:
    return "1 fact" if count == 1 else f"{count:,} facts"
