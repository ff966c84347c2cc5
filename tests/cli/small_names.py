"""The small archive with other names: long ones, and of other scripts."""

import re
from itertools import cycle
from pathlib import Path

from tests.questions.small import EVENTS, LATER, build

NAMES = {
    "one long word": "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz" * 3,
    "many words": "the Joint Commission of the Parties for the Coordination of what was Agreed upon " * 3,
    "Chinese": "上海合作组织成员国元首理事会第二十四次会议关于加强团结共促和平与发展的声明" * 5,
    "Chinese and Latin": "上海合作组织 (SCO) 成员国 heads-of-state 理事会 第24次会议 " * 5,
    "Arabic with marks": "مُنَظَّمَةُ شَانْغَهَاي لِلتَّعَاوُنِ وَمَجْلِسُ رُؤَسَاءِ الدُّوَلِ الأَعْضَاءِ " * 4,
    "Devanagari": "शंघाई सहयोग संगठन के सदस्य राष्ट्रों के राष्ट्राध्यक्षों की परिषद्‌ " * 4,
    "hyphens": "sco-afghanistan-contact-group-of-the-heads-of-state-" * 5,
}
"""Names by what is unusual about them."""
TOLD = re.compile(r"\b(label|gist|title|publisher|text|says|reason): (\[[^]]*\]|[^,}\]]+)")

IDS = re.compile(r"(?<![\w-])(derland|bob-bates|union-secretary|gazette-2|panel-2010|panel-suspended|ar-city)(?![\w-])")


def named_at_length(path: Path) -> Path:
    """Make the small archive at a path with other names, titles, gists and questions, each of the next sort.

    Some ids are long, too: those that no question of the tests names.
    """
    names = cycle(NAMES.values())
    number = 0

    def another(found: re.Match[str]) -> str:
        nonlocal number
        number += 1
        return f'{found[1]}: "{next(names).strip()} {number}"'

    files = []
    for file in (EVENTS, LATER):
        long = path.with_name(file.name)
        text = TOLD.sub(another, file.read_text(encoding="utf-8"))
        long.write_text(IDS.sub(r"\1-of-which-somebody-made-a-very-long-name-in-2010", text), encoding="utf-8")
        files.append(long)
    return build(path, tuple(files))
