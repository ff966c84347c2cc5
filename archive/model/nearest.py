"""The nearest right thing: known words close to one that is not."""

import importlib
from collections.abc import Iterable

_LONGEST = 200  # letters that are compared: nobody misspells more, and difflib is slow on long texts


def nearest(word: str, choices: Iterable[str], n: int = 3) -> list[str]:
    """Return up to `n` of the choices that are close to the word, closest first; case does not count."""
    every: dict[str, str] = {}
    for choice in choices:
        every.setdefault(choice.casefold(), choice)
    # Loaded here: whoever writes every name right never needs it.
    close = importlib.import_module("difflib").get_close_matches
    return [every[one] for one in close(word[:_LONGEST].casefold(), list(every), n=n, cutoff=0.6)]
