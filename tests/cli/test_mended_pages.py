"""Defects of the pages that a review of the data found, on the shipped archive."""

import pytest


@pytest.fixture
def lines(shipped):
    """Return the lines of a page, blanks at both ends taken off."""

    def ask(*words):
        done = shipped(*words)
        assert done.code == 0, done.err
        return [line.strip() for line in done.out.splitlines()]

    return ask


def having(some, *texts):
    return [line for line in some if all(text in line for text in texts)]


def test_an_application_stays_open_where_another_status_begins(lines):
    page = lines("as-of", "2025-09-02", "--body", "sco")
    for country, step in (("Armenia", "2025-07-03"), ("Azerbaijan", "2024"), ("Afghanistan", "2015")):
        assert having(page, country, f"to become member: applied {step}")
    assert not having(page, "to become observer")  # partners took the place of observers
    assert not having(page, "Laos", "to become")


def test_steps_to_a_status_that_was_reached_are_over(lines):
    (belarus,) = having(lines("as-of", "2024-06-13", "--body", "sco"), "Belarus", "to become")
    assert belarus.count("to become") == 1
    assert "to become member: applied 2022-07" in belarus


def test_steps_stand_in_the_order_of_time(lines):
    page = lines("as-of", "2012-12-31", "--body", "sco")
    assert having(page, "Turkey", "applied 2011-03-23, backed 2012-05~, decided 2012-06-07")


def test_another_account_beside_a_plan_is_told(lines):
    page = lines("as-of", "2012-10-01", "--subject", "dmitry-mezentsev")
    assert having(page, "Secretary-General", "Dmitry Mezentsev: ! told otherwise: in office")
    assert having(page, "Ahead", "» 2013-01-01/2015-12-31 Dmitry Mezentsev: in office, Secretary-General of the SCO")
    assert not having(lines("as-of", "2018-12-31"), ": holds")


def test_control_and_recognition_end_the_page(lines):
    page = lines("as-of", "2025-12-31")
    besides = page[page.index("BESIDES") :]
    assert having(besides, "control", "Afghanistan", "Islamic Emirate of Afghanistan", "2021-08-15 ±")
    assert having(besides, "recognition", "Russia", "recognised", "Islamic Emirate of Afghanistan")


def test_only_what_is_told_otherwise_on_the_page_is_counted(lines):
    assert not having(lines("as-of", "2018-12-31"), "told otherwise for this day")
    assert not having(lines("as-of", "2018-12-31"), "ufa-list-rival")
    page = lines("as-of", "2021-12-31", "--body", "sco")
    assert len(having(page, "told otherwise:")) == 4
    assert having(page, "! told otherwise for this day (4)")


def test_who_may_have_come_is_said_so(lines):
    assert having(lines("as-of", "2025-08-31", "--body", "sco"), "Attending", "Iran (possibly participant)")


def test_what_begins_later_by_another_account_is_not_yet_there(lines):
    assert having(lines("as-of", "2023-07-04"), "Chair of the SCO", "told otherwise: not yet (tass-20240521")
    assert having(lines("as-of", "2024-06-13"), "Chair of the SCO", "told otherwise: no longer (tass-20240521")


def test_of_a_body_not_yet_there_no_questions_are_told(lines):
    page = lines("as-of", "1998-12-31")
    assert having(page, "NOTHING RECORDED")
    assert not having(page, "UNKNOWN")
    assert not having(page, "Not known:")


def test_a_country_has_one_line(lines):
    page = lines("as-of", "2021-12-31", "--body", "sco")
    assert not having(page, "nothing recorded; told otherwise")
    for country, step in (("Egypt", "backed 2021-07-14"), ("Qatar", "applied 2014")):
        (line,) = having(page, country)
        assert line.startswith("!")
        assert "told otherwise: dialogue partner" in line
        assert f"to become dialogue partner: {step}" in line


def test_nobody_is_seen_after_the_day(lines):
    assert having(lines("as-of", "2011-12-31"), "Zamir Kabulov, seen 2011-03-23 and later")
    assert having(lines("as-of", "2024-06-13"), "Zamir Kabulov, seen 2011-03-23 and 2024-06-11")


def test_the_last_meetings_are_of_the_last_ten_years(lines):
    assert having(lines("as-of", "2011-12-31"), "2009-03-27 Special conference")
    assert not having(lines("as-of", "2024-06-13"), "Special conference")
    assert having(lines("as-of", "2032-01-01"), "Last meeting", "2021-07-14 SCO-Afghanistan Contact Group")


def test_a_stance_is_told_from_its_first_day_and_again(lines):
    page = lines("as-of", "2025-12-31")
    assert having(page, "Russia, 2017-06-09 (izru-20170609 ex.1-5); again 2025-08-29 (tass-20250829 ex.2)")
    assert having(page, "support", "Islamic Emirate of Afghanistan, 2023-07-05 (tass-20230705")
    assert having(lines("as-of", "2023-12-31"), "Russia, 2017-06-09", "; again 2021-09-17 (soyuz-20210917 ex.1-2)")
    assert not having(lines("as-of", "2018-12-31"), "Russia, 2017-06-09", "again")


def test_as_what_somebody_came(lines):
    page = lines("history", "afghanistan", "sco-afghanistan-contact-group")
    page += lines("history", "afghanistan", "sco")
    assert having(page, "came as co-chair")
    assert not having(page, "co chair")
    assert not having(page, "came as absent")


def test_a_step_names_the_status_it_leads_to(lines):
    page = lines("history", "azerbaijan", "sco")
    assert having(page, "2012 ", "applied", "to become observer: ")
    assert having(page, "2015-07-10", "decided", "to become dialogue partner: ")
    assert having(page, "2024 ", "applied", "to become member: ")


def test_spells_end_on_their_last_day(lines):
    page = [line.split("  ") for line in lines("history", "sco-secretary-general")]
    spells = [[cell.strip() for cell in row if cell.strip()] for row in page if len(row) > 3]
    assert ["Vladimir Norov", "told otherwise: in office", "2022-01-01", "2022-12-31", "!"] in spells
    assert ["Dmitry Mezentsev", "told otherwise: in office", "2012-06-01", "2012-12-31", "! »"] in spells
    assert ["Dmitry Mezentsev", "in office", "2013-01-01", "2015-12-31", "±"] in spells
    assert ["Rashid Alimov", "in office", "2016-01-01", "2018-12-31"] in spells
    days = [row[2] for row in spells[1:]]
    assert days == sorted(days)


def test_a_chair_ends_on_the_day_before_the_next(lines):
    assert having(lines("history", "--body", "sco", "--property", "office"), "India", "2022-09-16", "2023-07-03")
    assert having(lines("as-of", "2024-06-13"), "Kazakhstan, 2023-07-04 to 2024-07-03 ±")
