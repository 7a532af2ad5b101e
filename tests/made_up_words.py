"""The file of a language that nobody has written, made of the English one, for tests."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, cast

import yaml

ENGLISH = Path(__file__).resolve().parents[1] / "templates" / "words" / "en.yaml"
VOWELS = {"sv": "åäiöuy", "cs": "áěíóůý", "ro": "ăeîoâț", "fi": "aäiöuy"}
"""What stands for `aeiouy` in the words of each: no phrase is English any more, and letters of the
language are in nearly all."""
UNDIVIDED = {"fi"}
"""Languages without patterns for dividing words."""
_PROGRAM = re.compile(r"(\{\{.*?\}\}|\{%.*?%\}|\{\w+\})")
_MARKS = {"double", "single", "apostrophe", "elided", "elided_at_times", "checks", "hyphenation"}


def make_up_words(language: str) -> str:
    """A whole `templates/words/<language>.yaml`."""
    english = yaml.safe_load(ENGLISH.read_text("utf-8"))
    rules = {"hyphenation": {"patterns": "none"} if language in UNDIVIDED else {}}
    own = make_up({**english, **rules}, VOWELS[language])
    return yaml.safe_dump(own, allow_unicode=True, sort_keys=False)


def make_up(english: Any, vowels: str) -> Any:
    """What is said in English with other vowels; programs in phrases stay."""
    if isinstance(english, dict):
        own = cast("dict[str, object]", english)
        return {key: own[key] if key in _MARKS else make_up(own[key], vowels) for key in own}
    if not isinstance(english, str):
        return english
    letters = str.maketrans("aeiouyAEIOUY", vowels + vowels.upper())
    parts = enumerate(_PROGRAM.split(english))
    return "".join(part if at % 2 else part.translate(letters) for at, part in parts)
