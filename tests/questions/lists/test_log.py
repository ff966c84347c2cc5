from archive.questions.lists.log import as_data


def test_the_log_can_be_gone_on_with(seen):
    first = as_data(seen(), 1, 40)
    assert ([first["events"][0]["position"], len(first["events"]), first["next"]]) == [1, 40, 41]
    rest = as_data(seen(), first["next"], 40)
    assert ([event["position"] for event in rest["events"]], rest["next"]) == ([41, 42, 43], None)
    assert rest["events"][0]["recorded_at"] == "2026-11-02T00:00:00Z"


def test_beyond_the_end_there_is_nothing(seen):
    assert as_data(seen(), 44, 10)["events"] == []
    assert as_data(seen(recorded="39"), 40, 10)["events"] == []
