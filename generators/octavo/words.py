"""The few words and marks that Octavo itself sets in a language."""

from __future__ import annotations

from dataclasses import dataclass

import yaml

from octavo.library import Library


@dataclass(frozen=True, slots=True)
class Words:
    """How a language says and marks things."""

    about: str
    """With `{value}` where the value stands: `about {value}`."""
    double: tuple[str, str]
    """What `"` becomes at the beginning and at the end."""
    single: tuple[str, str]
    """What `'` becomes at the beginning and at the end."""
    apostrophe: str
    space_before: str
    """Marks that have a narrow space before them."""


def load_words(library: Library, language: str) -> Words:
    """The words of `language`, such as `en-GB`: from `templates/words/en-GB.yaml`, else `en.yaml`.

    Raises `LookupError` when there are none.
    """
    for name in (language, language.split("-")[0]):
        try:
            data = library.read(f"templates/words/{name}.yaml")
        except (FileNotFoundError, ValueError):
            continue
        return _parse(data)
    raise LookupError(f"there are no words for the language `{language}`")


def _parse(data: bytes) -> Words:
    found = yaml.load(data, Loader=yaml.CSafeLoader)
    first, last = (str(mark) for mark in found["double"])
    inner, outer = (str(mark) for mark in found["single"])
    return Words(
        str(found["about"]),
        (first, last),
        (inner, outer),
        str(found["apostrophe"]),
        str(found["space_before"]),
    )
