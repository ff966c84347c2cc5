"""A timeline of which nothing is drawn says what there is instead."""


def test_a_body_without_members_has_other_properties(shipped):
    text = shipped("timeline", "--body", "sco-afghanistan-contact-group").out
    assert text.startswith("Timeline   all that the archive holds")
    assert "no membership is recorded there\n  what is recorded: --property body, --property meeting" in text
    assert shipped("timeline", "--body", "sco-afghanistan-contact-group", "--property", "body").out.count("BODY") == 1


def test_where_nothing_at_all_is_recorded_nothing_is_offered(shipped):
    assert shipped("timeline", "--body", "interbellum-news").out.splitlines()[1:] == ["", "nothing recorded"]
