from archive.questions.lists.inventory import entities, questions, sources
from archive.questions.scope.filters import filters
from archive.questions.scope.horizon import horizon


def test_entities_by_type_name_and_body(db):
    whole = horizon(db)
    assert [one["id"] for one in entities(db, whole, filters(db), types=["body"])] == ["union-council", "union-panel"]
    assert [one["id"] for one in entities(db, whole, filters(db), text="land")] == [
        "arland", "borland", "cerland", "derland",
    ]  # fmt: skip
    assert "ann-ames" not in [one["id"] for one in entities(db, whole, filters(db, bodies=["union"]))]


def test_sources_within_the_horizon(db):
    assert [one["id"] for one in sources(db, horizon(db, known="2005"))] == ["gazette", "gazette-2", "undated"]
    assert [one["id"] for one in sources(db, horizon(db, known="2005", strict=True))] == ["gazette", "gazette-2"]
    assert [one["id"] for one in sources(db, horizon(db), text="herald")] == ["herald", "herald-2010"]
    assert [one["id"] for one in sources(db, horizon(db), about=frozenset({"ann-ames"}))] == ["gazette", "late"]


def test_questions_that_are_open(db):
    (found,) = questions(db, horizon(db), filters(db))
    assert (found["id"], found["state"], found["about"]) == ("why-suspended", "open", ["union-panel"])
    assert questions(db, horizon(db, recorded="0"), filters(db)) == []
    assert questions(db, horizon(db), filters(db, subjects=["arland"])) == []
