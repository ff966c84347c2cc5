"""What rests on one source, on undated ones, or on one agency."""

import sqlite3

import pytest

from archive.exchange.batches.typed import draft
from archive.exchange.trees.nodes import of_python
from archive.model.dates import day_of
from archive.model.errors import UsageError
from archive.questions.grounds.review import review
from archive.questions.scope.filters import filters
from archive.questions.scope.horizon import horizon
from archive.questions.states.state import view
from archive.store.writing.write import Signature, write
from tests.questions.small import build


def found(seen, day, reasons, via=None, **asked):
    return {
        (one.line.property, one.line.subject): (one.reasons, one.sources)
        for one in review(seen, day_of(day), filters(seen.db, **asked), reasons, via)
    }


def test_one_source_alone(seen):
    told = found(seen(), "2005-01-01", ["single-source"])
    assert told["membership", "arland"] == (("single-source",), ("gazette",))
    # Told by a book and, as was found later, by the gazette too.
    assert ("office", "ann-ames") not in told
    assert ("office", "ann-ames") in found(seen(recorded="39"), "2005-01-01", ["single-source"])


def test_without_a_date(seen):
    day = "2010-01-01"
    both = ["single-source", "undated"]
    assert found(seen(recorded="39"), day, ["undated"]) == {("membership", "derland"): (("undated",), ("undated",))}
    assert found(seen(recorded="39"), day, both)["membership", "derland"][0] == ("single-source", "undated")
    assert found(seen(), day, ["undated"]) == {}


def test_what_is_asked_for_is_what_is_listed(seen):
    assert set(found(seen(), "2005-06-01", ["single-source"], subjects=["arland"])) == {("membership", "arland")}
    assert set(found(seen(), "2010-01-01", ["via"], "herald")) == {("accession", "cerland"), ("stance", "arland")}


def test_an_unknown_agency_is_refused_with_the_nearest(seen):
    with pytest.raises(UsageError) as refused:
        found(seen(), "2005-01-01", ["via"], "Heralt")
    assert "Herald" in (refused.value.hint or "")


@pytest.fixture
def agencies(tmp_path):
    """The small archive with newspapers that repeat an agency."""
    db = sqlite3.connect(build(tmp_path / "own.db"), isolation_level=None)
    sources = [("paper", "Paper", {"via": "Wire"}), ("post", "Post", {"via": "Wire, Cable"}), ("wire", "WIRE", {})]
    events: list[dict[str, object]] = [
        {"kind": "source.registered", "source": name, "publisher": who, "title": "T", "published": "2012-01-01", **via}
        for name, who, via in sources
    ]
    told = [{"source": name, "at": "1", "says": "x"} for name in ("paper", "wire")]
    events += [
        {
            "kind": "membership.changed", "date": "2011", "subject": "derland", "object": "union",
            "status": "observer", "gist": "Derland observes.", "citations": told,
        },
        {
            "kind": "office.assumed", "date": "2011", "subject": "ann-ames", "office": "union-secretary",
            "gist": "Ann Ames is back.", "citations": [{"source": "post", "at": "1", "says": "x"}],
        },
    ]  # fmt: skip
    signature = Signature(recorded_at="2026-11-05T00:00:00Z", recorded_by="t", why="t")
    write(db, [draft(of_python(event)) for event in events], signature)
    yield db
    db.close()


def test_several_that_repeat_one_agency_are_one(agencies):
    seen = view(agencies, horizon(agencies))
    line = ("membership", "derland")
    assert found(seen, "2013-01-01", ["single-source"])[line][1] == ("paper", "wire")
    assert line in found(seen, "2013-01-01", ["via"], "wire")
    assert set(found(seen, "2013-01-01", ["via"], "Cable")) == {("office", "ann-ames")}
