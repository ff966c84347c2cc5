"""The page of a day, on the small archive."""

import pytest


def page(small, *words, **how):
    done = small("as-of", *words, **how)
    assert done.code == 0, done.err
    return done.out


def test_one_member_a_line(small):
    text = page(small, "2010-05-20", "--body", "union")
    assert " member    Arland   2001-01-01\n" in text
    assert " observer  Cerland  2005        » !1\n" in text
    assert "MEMBERS 2   OBSERVERS 1" in text


def test_side_by_side_on_a_terminal(small, monkeypatch):
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setenv("NO_COLOR", "1")
    text = page(small, "2010-05-20", "--body", "union", terminal=True)
    head = next(line for line in text.splitlines() if "MEMBERS 2" in line)
    assert head.split() == ["MEMBERS", "2", "since", "OBSERVERS", "1", "since"]
    assert "\x1b" not in text


def test_colour_only_on_a_terminal(small, monkeypatch):
    assert "\x1b" in page(small, "2010-05-20", terminal=True)
    monkeypatch.setenv("TERM", "dumb")
    assert "\x1b" not in page(small, "2010-05-20", terminal=True)


def test_the_horizon_opens_the_page(small):
    first = page(small, "2010-05-20").splitlines()[0]
    assert first == "Thursday 20 May 2010   all that the archive holds: position 43, sources to 2015-12-31"
    first = page(small, "2010-05-20", "--known", "2010", "--recorded", "39", "--according-to", "herald").splitlines()[0]
    assert "told by sources published by 2010-12-31, according to herald, as recorded by 39: position 39" in first


def test_notes_tell_what_stands_beside(small):
    text = page(small, "2010-05-20")
    (note,) = [line for line in text.splitlines() if line.startswith(" !1")]
    assert "told otherwise: member (herald p.3)" in note
    assert "inactive since 2009-05 (late p.4)" in note
    assert "to become member: applied 2008-02" in note


def test_what_is_possible_says_what_else(small):
    text = page(small, "2005-03-01")
    assert "possible  Cerland  2005        ? 1" in text
    assert "possible: nothing or observer, dated 2005 (gazette-2 p.2)" in text


def test_a_suspended_body_and_each_sources_word(small):
    text = page(small, "2012-01-01", "--body", "union-panel")
    assert " SUSPENDED !   since 2007 (some day from 2007-01-01 to 2007-12-31)" in text
    assert "    2015        late p.5         Late Books: suspended in 2007" in text
    assert " !  2010-05-01  herald-2010 p.3  Herald: disbanded" in text
    assert "Not known: Why was the panel suspended?" in text


def test_what_came_of_a_plan_is_told_only_in_hindsight(small):
    assert "» 2010-05-20 Panel meeting of 2010 (told 2010-04-30, herald-2010 p.5); held 2010-05-20" in page(
        small, "2010-05-10"
    )
    text = page(small, "2010-05-10", "--known", "2010-05-10")
    assert "» 2010-05-20 Panel meeting of 2010" in text
    assert "; held" not in text


def test_offices(small):
    assert "Secretary of the Union  Ann Ames, 2001-01-01 to 2009-12-31" in page(small, "2009-01-01")
    assert "Secretary of the Union  Bob Bates, seen 2010-05-01" in page(small, "2011-01-01")


def test_the_name_of_the_day(small):
    assert "New Arland" in page(small, "2011-01-01")
    assert "New Arland" not in page(small, "2010-12-31")


def test_a_day_before_everything(small):
    assert "nothing recorded for this day" in page(small, "1900-01-01")


@pytest.mark.parametrize("date", ["2009", "2009-05"])
def test_a_year_or_a_month_tells_what_came_or_went(small, date):
    text = page(small, date)
    assert f"WITHIN {date} " in text
    assert "2009-05     Cerland  participation, union  nothing recorded → inactive  late p.4" in text or (
        "2009-05  Cerland  participation, union  nothing recorded → inactive  late p.4" in text
    )


def test_several_days_side_by_side(small):
    text = page(small, "2002-01-01", "2010-01-01")
    assert "Cerland" in text
    assert text.splitlines()[2].split() == ["2002-01-01", "2010-01-01"]


def test_today_is_the_day_where_none_is_given(small, monkeypatch):
    monkeypatch.setattr("archive.cli.clock.today", lambda: "2010-05-20")
    assert page(small).startswith("Thursday 20 May 2010")


def test_a_body_not_yet_there_tells_only_what_says_that_it_was(shipped):
    text = shipped("as-of", "2001-01-01", "--body", "sco", "--only").out
    assert "NOTHING RECORDED !" in text
    assert "wiki-20220929" in text
    assert "astha-2006" not in text  # it gives another first day, and not this one


def test_on_several_days_who_was_only_seen_in_office_is_so_too(shipped):
    page = shipped("as-of", "2017-06-01", "2018-01-01", "--body", "sco", "--property", "office").out
    (kasymov,) = [line for line in page.splitlines() if "Kasymov" in line]
    assert "in office" not in kasymov
    assert kasymov.count("seen 2006-06") == 2
