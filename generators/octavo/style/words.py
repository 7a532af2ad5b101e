"""The few words and marks that Octavo itself sets in a language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from octavo.document import TargetNames
from octavo.document.problem import Problem
from octavo.files.library import Library
from octavo.files.models import NonEmpty
from octavo.files.source_file import SourceFile, open_source
from octavo.files.validation import validate_tree
from octavo.files.yaml_tree import parse_yaml


class _WordsFile(BaseModel):
    """A file of `templates/words/`: spaces at the ends of a mark are part of it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    about: Annotated[str, Field(pattern=r"\{value\}")]
    double: tuple[str, str]
    single: tuple[str, str]
    apostrophe: NonEmpty
    space_before: str = ""
    space_after: str = ""
    units: str = ""
    groups_apart: bool = False
    elided: tuple[str, ...] = ()
    elided_at_times: tuple[str, ...] = ()
    figure: str = ""
    table: str = ""
    section: str = ""


@dataclass(frozen=True, slots=True)
class LanguageWords:
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
    names: TargetNames
    space_after: str = ""
    """Marks that have a narrow space after them."""
    units: str = ""
    """Signs that have a narrow space before them where they follow a number: `%`."""
    groups_apart: bool = False
    """Whether a narrow space divides the thousands of a number."""
    elided: tuple[str, ...] = ()
    """Words, in small letters, before which `'` is always an apostrophe: `tis`."""
    elided_at_times: tuple[str, ...] = ()
    """Words before which it is one unless it has an end: `'cause`, but `'cause and effect'`."""


def load_words(library: Library, language: str, problems: list[Problem]) -> LanguageWords | None:
    """The words of `language`, such as `en-GB`: from `templates/words/en-GB.yaml`, else `en.yaml`.

    `None` when there is no such file, or when it is wrong; then `problems` tells why.
    """
    for name in (language, language.split("-")[0]):
        file = f"templates/words/{name}.yaml"
        if _exists(library, file):
            source = open_source(library, file, problems)
            return _parse(source) if source else None
    return None


def _exists(library: Library, file: str) -> bool:
    try:
        library.read(file)
    except FileNotFoundError:
        return False
    return True


def _parse(source: SourceFile) -> LanguageWords | None:
    tree = parse_yaml(source, source.text)
    found = validate_tree(source, tree, _WordsFile) if tree else None
    if found is None:
        return None
    return LanguageWords(
        found.about,
        found.double,
        found.single,
        found.apostrophe,
        found.space_before,
        TargetNames(found.figure, found.table, found.section),
        found.space_after,
        found.units,
        found.groups_apart,
        found.elided,
        found.elided_at_times,
    )
