"""The page of `archive impact`."""


def test_its_heading_names_what_was_asked_for_and_counts_the_sources(shipped):
    heading = shipped("impact", "TASS", "--on", "2023-01-01").out.splitlines()[0].partition("   ")[0]
    many = len(shipped("impact", "TASS", "--on", "2023-01-01", "--format", "json").json["question"]["sources"])
    assert many > 10
    assert heading == f"Without TASS ({many} sources), on 2023-01-01"


def test_of_sources_named_one_by_one_nothing_is_counted(shipped):
    heading = shipped("impact", "seed-002", "seed-003", "--on", "2024-06-13").out.splitlines()[0].partition("   ")[0]
    assert heading == "Without seed-002, seed-003, on 2024-06-13"
