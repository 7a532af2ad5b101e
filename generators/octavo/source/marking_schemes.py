"""Marking schemes, read from `templates/markings/`."""

from __future__ import annotations

from octavo.document.length import pt
from octavo.document.marking import Banner, Level, Scheme
from octavo.document.problem import Problem
from octavo.files.library import Library
from octavo.files.source_file import SourceFile, error, open_source, suggest
from octavo.files.validation import find_value, validate_tree
from octavo.files.yaml_tree import YamlTree, parse_yaml
from octavo.source import schema
from octavo.source.yaml_cursor import YamlCursor, report

FOLDER = "templates/markings"


def read_scheme(
    library: Library, found: schema.Publication, source: SourceFile, tree: YamlTree
) -> Scheme | None:
    """The scheme that the publication names, in its language; `None` when it names none.

    `None` too, with the reason reported, when there is no such scheme, it is wrong, or it has no
    such level.
    """
    name, level = found.marking.scheme, found.marking.level
    if not name and not level:
        return None
    before = len(source.problems)
    scheme = load_scheme(library, name, found.language, source.problems) if name else None
    if scheme is None and len(source.problems) == before:
        message = (
            f"there is no marking scheme `{name}`" if name else "a level is named, and no scheme"
        )
        hint = f"built in: none, nato, tlp, uk, us-cui; or write `{FOLDER}/<name>.yaml`"
        source.problems.append(error("MRK001", message, find_value(tree, ("marking",)), hint))
    known = [one.id for one in scheme.levels] if scheme else []
    if scheme and level not in known:
        named = f"`{level}`" if level else "without a name"
        message = f"the scheme {scheme.name} has no level {named}"
        span = find_value(tree, ("marking", "level"))
        source.problems.append(error("MRK002", message, span, suggest(level, known)))
        return None
    return scheme


def load_scheme(
    library: Library, name: str, language: str, problems: list[Problem]
) -> Scheme | None:
    """The scheme called `name`; `None` when there is none, or when it is wrong: see `problems`."""
    file = f"{FOLDER}/{name}.yaml"
    try:
        library.read(file)
    except (OSError, ValueError):  # a name that is no name of a file is that of no scheme
        return None
    source = open_source(library, file, problems)
    tree = parse_yaml(source, source.text) if source else None
    found = validate_tree(source, tree, schema.MarkingScheme) if source and tree else None
    if source is None or tree is None or found is None:
        return None
    levels = tuple(_make_level(level, found, language) for level in found.levels)
    if found.ceiling not in [level.id for level in levels]:
        message = f"the ceiling `{found.ceiling}` is none of the levels"
        source.problems.append(
            error(
                "SRC008",
                message,
                find_value(tree, ("ceiling",)),
                suggest(found.ceiling, (level.id for level in levels)),
            )
        )
        return None
    return Scheme(found.name, levels, found.ceiling)


def _make_level(level: schema.MarkingLevel, scheme: schema.MarkingScheme, language: str) -> Level:
    banner = Banner(scheme.align, pt(scheme.size), level.colour, level.ground)
    text, portion = _choose(level.text, language), _choose(level.portion, language)
    return Level(level.id, text, portion, level.open, banner)


def _choose(words: dict[str, str], language: str) -> str:
    """What is said in `language`, or else in every language, or else in English."""
    tags = (language, language.split("-")[0], "", "en")
    return next((words[tag] for tag in tags if tag in words), "")


def read_level(cursor: YamlCursor, level: str, *steps: str) -> str:
    """`level`, the mark of a part; reports one that the publication's scheme does not know."""
    scheme = cursor.context.shared.scheme
    if level and scheme is None:
        message = "a marking needs a scheme, and the publication names none"
        hint = "write `marking: {scheme: …, level: …}` in publication.yaml"
        report(cursor, "MRK002", message, *steps, hint=hint)
    elif level and scheme and level not in [known.id for known in scheme.levels]:
        message = f"the scheme {scheme.name} has no level `{level}`"
        hint = suggest(level, [known.id for known in scheme.levels])
        report(cursor, "MRK002", message, *steps, hint=hint)
    return level
