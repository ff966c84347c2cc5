def test_statuses_in_capitals_steps_indented(small):
    text = small("history", "cerland", "union").out
    lines = [line.rstrip() for line in text.splitlines()]
    assert lines[0].startswith("Cerland in The Union")
    assert any(line.startswith(" 2005  ") and " OBSERVER " in line for line in lines)
    assert any(line.startswith(" 2008-02 ") and "   applied " in line for line in lines)


def test_what_tells_it_otherwise_stands_beneath(small):
    lines = small("history", "cerland", "union").out.splitlines()
    status = next(number for number, line in enumerate(lines) if " OBSERVER " in line)
    assert "!    member, 2005-06-01" in lines[status + 1]


def test_all_spells_of_a_body(small):
    text = small("history", "--body", "union", "--property", "membership").out
    assert "MEMBERSHIP · The Union" in text
    assert "Borland     member    2001-01-01  2012-04-01" in text
    assert "nothing or observer" not in text


def test_of_whom_must_be_said(small):
    done = small("history")
    assert done.code == 2
    assert "archive history SUBJECT" in done.err


def test_nothing_recorded_is_said(small):
    assert "nothing recorded" in small("history", "derland", "union").out
