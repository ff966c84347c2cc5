from contextlib import closing

from archive.model.dates import day_of
from archive.questions.day.overview import overview
from archive.questions.day.words_of import words
from archive.questions.scope.filters import filters
from archive.questions.scope.horizon import horizon
from archive.questions.states.state import view
from archive.store.file.connect import open_reading
from tests.questions.made import made


def told(seen, day, **asked):
    return overview(seen, day_of(day), filters(seen.db, **asked))


def section(found, body):
    return next(section for section in found.sections if section.body.id == body)


def test_an_organ_with_a_life_of_its_own_has_its_own_section(seen):
    assert [one.body.id for one in told(seen(), "2006-01-01").sections] == ["union"]
    assert [one.body.id for one in told(seen(), "2010-05-20").sections] == ["union", "union-panel"]


def test_steps_stand_beside_the_status_they_lead_beyond(seen):
    (step,) = section(told(seen(), "2010-05-20"), "union").steps["cerland"]
    assert (step.value, step.date, step.towards) == ("applied", "2008-02", "member")


def test_a_meeting_is_ahead_then_of_the_day_then_the_last(seen):
    ahead = section(told(seen(), "2010-05-10"), "union-panel").meetings["union-panel"]
    assert [one.line.subject for one in ahead.ahead] == ["panel-2010"]
    assert ahead.came_of["panel-2010"].value == "held"
    assert section(told(seen(known="2010-05-10"), "2010-05-10"), "union-panel").meetings["union-panel"].came_of == {}
    of_the_day = section(told(seen(), "2010-05-20"), "union-panel").meetings["union-panel"]
    assert [one.line.subject for one in of_the_day.today] == ["panel-2010"]
    later = section(told(seen(), "2011-01-01"), "union-panel").meetings["union-panel"]
    assert [one.answer.since for one in later.last] == ["2010-05-20"]


def test_each_source_has_its_own_word(seen):
    view = seen()
    answer = section(told(view, "2012-01-01"), "union-panel").state
    assert answer is not None
    found = words(view, "union-panel", answer)
    assert [(word.cited.source, word.cited.says, word.otherwise) for word in found] == [
        ("late", "suspended in 2007", False), ("herald-2010", "disbanded", True),
    ]  # fmt: skip


def test_of_one_source_its_own_word_is_no_other(seen):
    view = seen(according_to=["herald-2010"])
    answer = section(told(view, "2012-01-01"), "union-panel").state
    assert answer is not None
    assert [word.otherwise for word in words(view, "union-panel", answer)] == [False]


def test_what_does_not_count_has_no_word(tmp_path):
    acts = (
        "kind: event.retracted, event: gone, reason: x",
        "kind: claim.ranked, event: hidden, standing: withheld, reason: x",
        "kind: claim.ranked, event: wrong, standing: deprecated, reason: x",
    )
    told = [
        f"body.suspended, key: {key}, date: {date}, subject: panel"
        for key, date in (("stays", "2007"), ("gone", "2007-02"), ("hidden", "2007-03"), ("wrong", "2007-04"))
    ]
    path = made(tmp_path / "made.db", *told, *acts)
    with closing(open_reading(path)) as db:
        assert heard(view(db, horizon(db))) == {"stays"}
        assert heard(view(db, horizon(db, known="2021-01-01"))) == {"stays"}
    with closing(open_reading(made(tmp_path / "before.db", *told))) as db:
        assert heard(view(db, horizon(db))) == {"stays", "gone", "hidden", "wrong"}


def heard(seen):
    found = overview(seen, day_of("2008-01-01"), filters(seen.db))
    answer = section(found, "panel").state
    return {word.event.handle for word in words(seen, "panel", answer)}
