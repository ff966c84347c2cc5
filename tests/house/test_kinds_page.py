"""The page of kinds says what the kinds say."""

from tests.house.kinds_page import page
from tests.house.repository import ROOT


def test_the_page_of_kinds_is_up_to_date() -> None:
    written = (ROOT / "docs" / "kinds.md").read_text(encoding="utf-8")
    assert written == page(), "make it anew: python -m tests.house.kinds_page > docs/kinds.md"
