from archive.model.nearest import nearest


def test_the_closest_come_first_and_case_does_not_count() -> None:
    assert nearest("Belorus", ["belarus", "Beirut", "sco", "tajikistan"])[0] == "belarus"
    assert nearest("belarus", ["Belarus"]) == ["Belarus"]


def test_nothing_like_it_gives_nothing() -> None:
    assert nearest("xyz", ["member", "observer"]) == []
    assert nearest("member", []) == []


def test_no_more_than_are_asked_for() -> None:
    choices = [f"seed-00{number}" for number in range(9)]
    assert len(nearest("seed-00", choices)) == 3
    assert len(nearest("seed-00", choices, n=5)) == 5


def test_of_two_spellings_that_differ_in_case_the_first_counts() -> None:
    assert nearest("sco", ["SCO", "sco"]) == ["SCO"]


def test_a_long_word_is_cut_before_it_is_compared() -> None:
    assert nearest("a" * 5_000_000, ["a" * 200]) == ["a" * 200]
