def test_statuses_in_capitals_steps_indented(small):
    text = small("history", "cerland", "union").out
    lines = [line.rstrip() for line in text.splitlines()]
    assert lines[0].startswith("Cerland in The Union")
    assert any(line.startswith(" 2005  ") and " OBSERVER " in line for line in lines)
    assert any(
        line.startswith(" 2008-02 ") and "   applied " in line and "to become member: " in line for line in lines
    )


def test_what_tells_it_otherwise_stands_beneath(small):
    lines = small("history", "cerland", "union").out.splitlines()
    status = next(number for number, line in enumerate(lines) if " OBSERVER " in line)
    assert "!    member " in lines[status + 1]
    assert "  2005-06-01: " in lines[status + 1]


def test_all_spells_of_a_body(small):
    text = small("history", "--body", "union", "--property", "membership").out
    assert "MEMBERSHIP · The Union" in text
    assert "Borland     member    2001-01-01  2012-03-31" in text
    assert "nothing or observer" not in text


def test_of_whom_must_be_said(small):
    done = small("history")
    assert done.code == 2
    assert "archive history SUBJECT" in done.err


def test_nothing_recorded_is_said(small):
    assert "nothing recorded" in small("history", "derland", "union").out


def test_the_body_comes_second(small):
    done = small("history", "union", "cerland")
    assert done.code == 2
    assert "archive history cerland union" in done.err


def test_holders_of_an_office_follow_one_another(shipped):
    text = shipped("history", "--body", "sco", "--property", "office").out
    chairs = text.partition("Chair of the SCO")[2].partition("OFFICE")[0].splitlines()[2:]
    first = [line.split("in office")[1].split()[0].replace("seen", "") for line in chairs if "in office" in line]
    years = [int(day[:4]) for day in first if day]
    assert years == sorted(years)


def test_who_came_without_a_capacity_came(shipped):
    text = shipped("history", "afghanistan", "sco").out
    assert "came as  " not in text
    assert "came as ," not in text
    assert "came as absent" not in text


def test_a_long_date_stands_above_what_happened(shipped, monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("NO_COLOR", "1")
    lines = shipped("history", "belarus", "sco", terminal=True).out.splitlines()
    long = lines.index(" between 2023-07-04 and 2024-04-03")
    assert lines[long + 1].split()[:2] == ["ratified", "All"]
    assert any(line.startswith(" 2024-07-04     MEMBER   ") for line in lines)
    # Piped, each row is one line.
    assert any(line.startswith(" between 2023-07-04 and 2024-04-03       ratified  ") for line in
               shipped("history", "belarus", "sco").out.splitlines())  # fmt: skip
