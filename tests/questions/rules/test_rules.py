from contextlib import closing

import pytest

from archive.kinds.registry import KINDS
from archive.model.dates import day_of
from archive.questions.rules.base import Ground
from archive.questions.rules.book import ONLY_UNDER_ALL, RULES, findings
from archive.questions.scope.horizon import horizon
from archive.questions.states.state import view
from archive.store.file.connect import open_reading
from tests.questions.made import made
from tests.questions.rule_cases import FINDS, QUIET


def found(path, *events, rules=frozenset(RULES)):
    with closing(open_reading(made(path, *events))) as db:
        ground = Ground(view(db, horizon(db)), day_of("2020-01-01"))
        return list(findings(ground, frozenset(rules)))


def cases(table):
    return [pytest.param(rule, events, id=f"{rule}-{n}") for rule in table for n, events in enumerate(table[rule], 1)]


def test_every_rule_is_tried():
    assert FINDS.keys() == QUIET.keys() == RULES.keys()


@pytest.mark.parametrize(("rule", "events"), cases(FINDS))
def test_a_rule_finds_its_contradiction(rule, events, tmp_path):
    (one,) = found(tmp_path / "a.db", *events, rules={rule})
    assert one.rule == rule
    assert one.events
    assert one.about
    assert one.days.earliest <= one.days.latest
    assert one.fix.split()[:2] == ["archive", "append"]
    assert one.fix.split()[2] in KINDS


@pytest.mark.parametrize(("rule", "events"), cases(QUIET))
def test_a_rule_is_quiet_where_nothing_is_wrong(rule, events, tmp_path):
    assert found(tmp_path / "a.db", *events, rules={rule}) == []


@pytest.mark.parametrize(("rule", "events"), cases(FINDS))
def test_no_other_rule_says_the_same_again(rule, events, tmp_path):
    told = {one.rule for one in found(tmp_path / "a.db", *events, rules=RULES.keys() - ONLY_UNDER_ALL)}
    assert told <= {rule}
