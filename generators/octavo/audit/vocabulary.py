"""What a file may say besides its source: the words of templates, and of a house's own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING

from octavo.audit.docx_file import unpack_package
from octavo.audit.extracts import Unreadable
from octavo.audit.house_words import list_cover, list_labels, parse_parts
from octavo.document import Draft
from octavo.files.library import Library, Memory, builtin
from octavo.files.source_file import open_source
from octavo.files.yaml_tree import YamlValue, parse_yaml

if TYPE_CHECKING:
    from lxml.etree import _Element as Element  # pyright: ignore[reportPrivateUsage]  no other name

_LANGUAGE = re.compile(r"[a-z]{2}(?:-[A-Z]{2})?")
_WORDS = "templates/words/"
"""The folder of what is said in each language, a file for each."""
_RULES = (
    "locale numbers alphabet ends_no_line ends_no_display_line hyphenation elided elided_at_times"
)
_UNSAID = frozenset({*_RULES.split(), "checks", "comparison"})
"""What the file of a language has besides what a file says: rules, words that `octavo check` looks
for, and those of the web page of all audiences."""
_PROGRAM = re.compile(r"\{#.*?#\}|\{\{.*?\}\}|\{%.*?%\}|\{\w+\}", re.S)
"""What a template fills in, or decides; the words between are its own."""
_COMPLETED = frozenset({"templates/theme.yaml"})
"""Files whose built-in values are used where a publication's own file leaves them out."""
_SAID = (
    *("templates/booklet/", "templates/briefing/", "templates/briefing-word/", "templates/digest/"),
    *("templates/word/", "templates/theme.yaml"),
    "templates/comparison.html.j2",
)
"""The built-in templates that files are made with. No others: words by which sources are searched,
or with which a new publication begins, are in no file, and a leak could be made of them. Levels of
markings are said to those alone who read what has them (`expected`)."""
_LITERALS = (
    re.compile(r"<([\w:]+)|([\w:]+)="),
    re.compile(r'"([^"]*)"'),
    re.compile(r"'([^']*)'"),
    re.compile(r">([^<>]+)<"),
)
"""What a template of XML has as it is: tags, attributes, values, also in programs, and texts."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the templates of a library add to every file."""

    phrases: tuple[str, ...]
    """Words that are printed, in the language of the publication."""
    names: tuple[str, ...]
    """Names of styles, typefaces and the like, which only programs use."""
    locale: str
    """The tag under which Unicode's data have the days of the language."""


def read_vocabulary(library: Library, language: str) -> Vocabulary:
    """What the templates say, built in or the publication's own in their place."""
    phrases: list[str] = []
    names: list[str] = []
    locale = language
    for tag in dict.fromkeys((language.split("-")[0], language)):
        for source in (Memory({}), library):
            said = _read_words(source, f"{_WORDS}{tag}.yaml")
            phrases += _split_values(_drop_rules(said), language)
            locale = _find_locale(said) or locale
    for file in _list_files(builtin().joinpath("templates"), "templates"):
        if not file.startswith(_SAID):
            continue
        if file.endswith(".yaml"):
            names += _read_values(library, file, language)
            if file in _COMPLETED:
                names += _read_values(Memory({}), file, language)
        else:
            names += _read_literals(library, file)
    return Vocabulary(tuple(dict.fromkeys(phrases)), tuple(dict.fromkeys(names)), locale)


def _list_files(folder: Traversable, name: str) -> Iterator[str]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        path = f"{name}/{entry.name}"
        if entry.is_dir():
            yield from _list_files(entry, path)
        elif entry.name.endswith((".yaml", ".j2")):
            yield path


# ------------------------------------------------------------------------------ reading


def _read_values(library: Library, file: str, language: str) -> tuple[str, ...]:
    """The words of a YAML file, without the programs in them; none where there is no such file."""
    try:
        return _parse_values(file, library.read(file), language)
    except (OSError, ValueError):
        return ()


def _read_words(library: Library, file: str) -> YamlValue:
    """What the file of a language says; nothing where there is no such file."""
    try:
        return _parse(file, library.read(file))
    except (OSError, ValueError):
        return {}


def _drop_rules(said: YamlValue) -> YamlValue:
    """Of what the file of a language says, what is printed."""
    own = said if isinstance(said, dict) else {}
    return {key: value for key, value in own.items() if key not in _UNSAID}


def _find_locale(said: YamlValue) -> str:
    named = said.get("locale") if isinstance(said, dict) else None
    return named if isinstance(named, str) else ""


def _parse_values(file: str, data: bytes, language: str) -> tuple[str, ...]:
    return _split_values(_parse(file, data), language)


def _split_values(said: YamlValue, language: str) -> tuple[str, ...]:
    values = _list_values(said, language)
    return tuple(part for value in values for part in _PROGRAM.split(value) if part)


def read_everyday(library: Library, language: str) -> frozenset[str]:
    """The last names that are words like others in a language, in small letters."""
    for tag in (language, language.split("-")[0]):
        file = f"templates/attribution/{tag}.yaml"
        try:
            said = _parse(file, library.read(file))
        except FileNotFoundError:
            continue
        lists = said.get("lists") if isinstance(said, dict) else None
        words = lists.get("everyday") if isinstance(lists, dict) else None
        return frozenset(map(str.casefold, _list_values(words, language)))
    return frozenset()


@lru_cache(128)
def _parse(file: str, data: bytes) -> YamlValue:
    source = open_source(_One(data), file, [])
    tree = parse_yaml(source, source.text) if source else None
    return tree.value if tree else None


@dataclass(frozen=True, slots=True)
class _One:
    """A library of one file."""

    data: bytes

    def read(self, name: str) -> bytes:
        """The file, whatever it is called."""
        return self.data


def _list_values(value: YamlValue, language: str) -> Iterator[str]:
    """The texts under `value`; of those under names of languages, one language's alone."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for one in value:
            yield from _list_values(one, language)
    elif value:
        own = {language, language.split("-")[0]} & value.keys() or {"en"}
        translated = "en" in value and all(map(_LANGUAGE.fullmatch, value))
        for key, one in value.items():
            if not translated or key in own:
                yield from _list_values(one, language)


def _read_literals(library: Library, file: str) -> Iterator[str]:
    """What stands in a template of XML as it is."""
    try:
        text = library.read(file).decode("utf-8")
    except (OSError, ValueError):
        return
    for found in (found for pattern in _LITERALS for found in pattern.finditer(text)):
        literal = next(filter(None, found.groups()), "")
        yield from (part for part in _PROGRAM.split(literal) if part.strip())


# ------------------------------------------------------------------------------ houses


@dataclass(frozen=True, slots=True)
class House:
    """What a house's own Word templates add to files."""

    names: frozenset[tuple[str, str]] = frozenset()
    """By key and value."""
    heads: tuple[str, ...] = ()
    """The texts in running heads and feet, and on a cover that is used, a run at a time, as fields
    between them are filled anew; and the words that its lists draw before headings."""


def read_house(draft: Draft, audience: str | None, library: Library) -> House:
    """What is in the Word templates that `draft` names for files of `audience`."""
    files = {
        value
        for request in draft.outputs
        if not request.audiences or audience in request.audiences
        for name, value in request.options
        if name == "template"
    }
    covered = any(
        ("cover", "house") in request.options
        for request in draft.outputs
        if not request.audiences or audience in request.audiences
    )
    houses = [_read_template(library, file, covered) for file in sorted(files)]
    names = frozenset(name for house in houses for name in house.names)
    return House(names, tuple(text for house in houses for text in house.heads))


def _read_template(library: Library, file: str, covered: bool) -> House:
    try:
        return _unpack_template(library.read(file), covered)
    except (OSError, ValueError, Unreadable):
        return House()


@lru_cache(8)
def _unpack_template(data: bytes, covered: bool) -> House:
    found = (one for one in unpack_package(data) if one.kind in {"name", "label"})
    names = frozenset((_STRICT.sub(_TRANSITIONAL, one.key), one.text) for one in found)
    heads = (*_list_heads(data), *list_labels(data), *(list_cover(data) if covered else ()))
    return House(names, heads)


_STRICT = re.compile(r"http://purl\.oclc\.org/ooxml/(\w+)/")
_TRANSITIONAL = r"http://schemas.openxmlformats.org/\1/2006/"
"""The namespaces of Strict Open XML, and those that say the same in every other Word file."""
_BREAKS = ("fldChar", "fldSimple", "tab", "br", "cr", "p", "sdt")
"""Elements of a head or foot behind which other words may stand than in the template."""
_TOLD = ("descr", "title", "alt", "string")
"""Attributes of drawings with words that people hear or see."""


def _list_heads(data: bytes) -> Iterator[str]:
    """The texts in the running heads and feet of a template: of each run, of the runs that stand
    together, for Word divides words wherever somebody typed, and of what drawings say.
    """
    for root in parse_parts(data, ("word/header", "word/footer")):
        yield from _list_runs(root)
        yield from (
            line
            for node in root.iter()
            for key, text in node.attrib.items()
            if str(key).rpartition("}")[2] in _TOLD
            for line in (str(text), *str(text).splitlines())
        )


def _list_runs(root: Element) -> Iterator[str]:
    together: list[str] = []
    for node in root.iter("{*}t", *(f"{{*}}{name}" for name in _BREAKS)):
        if str(node.tag).endswith("}t"):
            together.append(node.text or "")
            continue
        yield from (*together, "".join(together))
        together = []
    yield from (*together, "".join(together))
