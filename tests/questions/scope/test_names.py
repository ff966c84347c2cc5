import pytest

from archive.questions.scope.names import AmbiguousNameError, OtherTypeError, UnknownNameError, entity


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("arland", "arland"), ("Arland", "arland"), ("ARL", "arland"), ("new  arland", "arland"), ("U", "union"),
        ("The Union", "union"), ("Die Union", "union"), ("secretary of the union", "union-secretary"),
        ("Union Secretary", "union-secretary"), ("union_panel", "union-panel"),
    ],
)  # fmt: skip
def test_by_id_name_alias_or_identifier(db, text, found):
    assert entity(db, text).id == found


def test_an_unknown_name_gets_the_nearest(db):
    with pytest.raises(UnknownNameError, match="Nearest: derland, cerland, borland"):
        entity(db, "berland")


def test_nothing_near_is_said_too(db):
    with pytest.raises(UnknownNameError, match="Nothing is called nearly so"):
        entity(db, "zzzzzzzzzz")


def test_a_name_of_several_lists_them(db):
    with pytest.raises(AmbiguousNameError, match=r"cerland .*; derland "):
        entity(db, "twin")


def test_types_limit_who_is_meant(db):
    assert entity(db, "U", types=("organisation",)).id == "union"
    with pytest.raises(OtherTypeError):
        entity(db, "arland", types=("organisation",))


@pytest.mark.parametrize("text", ["arland", "Arland", "ARL"])
def test_of_another_type_is_said_so(db, text):
    with pytest.raises(OtherTypeError, match=r"is a country \(Arland\), no body or organisation"):
        entity(db, text, ("body", "organisation"))
