"""Marks on a page: which of them stand in its lines, so that the legend tells those and no others."""

import re
from collections.abc import Iterable, Sequence


def standing(signs: Iterable[str], lines: Sequence[str]) -> set[str]:
    """Return those of the signs that stand in the lines as marks: by themselves, or before the number of a note."""
    text = "\n".join(lines)
    return {sign for sign in signs if re.search(rf"(?<!\S){re.escape(sign)}(?![^\W\d])", text)}
