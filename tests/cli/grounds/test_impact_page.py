"""The page of `archive impact`."""


def test_its_heading_names_what_was_asked_for_and_counts_the_sources(shipped):
    lines = shipped("impact", "TASS", "--on", "2023-01-01").out.splitlines()
    many = len(shipped("impact", "TASS", "--on", "2023-01-01", "--format", "json").json["question"]["sources"])
    assert many > 10
    assert lines[0] == f"Without TASS ({many} sources), on 2023-01-01"


def test_of_sources_named_one_by_one_nothing_is_counted(shipped):
    lines = shipped("impact", "seed-002", "seed-003", "--on", "2024-06-13").out.splitlines()
    assert lines[0] == "Without seed-002, seed-003, on 2024-06-13"
