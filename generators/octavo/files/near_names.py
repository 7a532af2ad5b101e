"""The name that was meant by one that there is not: of a key, an audience, a file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from unicodedata import normalize

from octavo.document.problem import Fix, Span
from octavo.files.library import Library, list_file_names

MOST_COMPARED = 200
"""Names that an unknown one is compared with sign by sign: of more, those with the most signs in
common. Two thousand took 25 ms for each unknown name."""


def suggest(name: str, known: Iterable[str]) -> str:
    """A hint with the name in `known` nearest to `name`, or with all names when none is near."""
    names = sorted(set(known))
    near = find_near(name, names)
    if near:
        return f"did you mean `{near}`?"
    return f"known: {', '.join(names[:20])}" if names else ""


def find_near(name: str, known: Iterable[str]) -> str:
    """The name in `known` that is nearest to `name`; empty when none is near."""
    names = sorted(set(known))
    if len(names) > MOST_COMPARED:
        letters = set(name)
        names = sorted(names, key=lambda other: len(letters.symmetric_difference(other)))
        names = names[:MOST_COMPARED]
    near = get_close_matches(name, names, 1) or get_close_matches(name.lower(), names, 1)
    return near[0] if near else ""


def find_same(name: str, known: Iterable[str]) -> str:
    """The one name in `known` with the letters of `name`: capitals, hyphens, underscores and
    spaces may differ. Empty when there is none, or more than one."""
    letters = fold_name(name)
    same = [other for other in set(known) if fold_name(other) == letters]
    return same[0] if len(same) == 1 and same[0] != name else ""


def fold_name(name: str) -> str:
    """The letters of `name`, whatever its capitals, hyphens, underscores and spaces."""
    return "".join(sign for sign in normalize("NFC", name).casefold() if sign not in "-_ ")


def find_same_file(file: str, library: Library) -> str:
    """The file of the library whose name differs from `file` in capitals only; empty for none."""
    wanted = normalize("NFC", file).casefold()
    names = list_file_names(library)
    same = [name for name in names if normalize("NFC", name).casefold() == wanted]
    return same[0] if len(same) == 1 and same[0] != file else ""


def suggest_file(file: str, library: Library) -> str:
    """A hint with the name of the file in the library that was meant; empty when none is near.

    A file of the same kind: with other capitals, in another folder, or with a similar name.
    """
    same = find_same_file(file, library)
    if same:
        return f"did you mean `{same}`? capitals matter"
    alike = [
        name for name in list_file_names(library) if _kind(name) == _kind(file) and name != file
    ]
    moved = [name for name in alike if _last(name) == _last(file)]
    stems = {_cut_suffix(name): name for name in alike}
    near = moved[0] if len(moved) == 1 else stems.get(find_near(_cut_suffix(file), stems), "")
    return f"did you mean `{near}`?" if near else ""


_ALIKE_KINDS = {".jpeg": ".jpg", ".yml": ".yaml", ".markdown": ".md", ".png": ".jpg"}
"""Ends of names that are taken for another's: pictures, YAML and Markdown have several each."""


def _last(name: str) -> str:
    return name.rpartition("/")[2]


def _suffix(name: str) -> str:
    stem, dot, end = _last(name).rpartition(".")
    return dot + end if stem else ""


def _cut_suffix(name: str) -> str:
    return name[: len(name) - len(_suffix(name))]


def _kind(name: str) -> str:
    suffix = _suffix(name).lower()
    return _ALIKE_KINDS.get(suffix, suffix)


_PLAIN = re.compile(r"\w(?:[\w./ -]*\w)?")
"""A name that means itself in YAML and in Markdown, quoted or not."""


def fix_word(span: Span | None, old: str, new: str) -> tuple[Fix, ...]:
    """The fix that writes the word `new` for `old`, which stands at `span`, alone or quoted.

    None where `new` is none or the place is not known from end to end.
    """
    if not _PLAIN.fullmatch(new) or span is None or span.line != span.end_line:
        return ()
    around = span.end_column - span.column - len(old)
    if around not in (0, 2):
        return ()
    quote = around // 2
    columns = span.column + quote, span.end_column - quote
    return (Fix(Span(span.file, span.line, columns[0], span.line, columns[1]), new),)
