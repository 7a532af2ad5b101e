"""Marking schemes, read from `templates/markings/`."""

from __future__ import annotations

from dataclasses import replace

from octavo.document import Block, Blocks, Definitions, Listing, Quote, Signature
from octavo.document.length import pt
from octavo.document.marking import Banner, Level, Scheme
from octavo.document.problem import Problem, Span
from octavo.document.walk import rewrite
from octavo.files.library import Library
from octavo.files.source_file import SourceFile, error, open_source, suggest
from octavo.files.validation import find_value, validate_tree
from octavo.files.yaml_tree import YamlTree, parse_yaml
from octavo.source import schema
from octavo.source.marking_additions import complete, judge_additions
from octavo.source.yaml_cursor import YamlCursor, span_of

FOLDER = "templates/markings"


def read_scheme(
    library: Library, found: schema.Publication, source: SourceFile, tree: YamlTree
) -> Scheme | None:
    """The scheme that the publication names, in its language; `None` when it names none.

    `None` too, with the reason reported, when there is no such scheme, it is wrong, or it has no
    such level.
    """
    name, level, told = found.marking.scheme, found.marking.level, found.marking
    if not (name or level or told.additions or told.designation or told.decided):
        return None
    before = len(source.problems)
    scheme = load_scheme(library, name, found.language, source.problems, told) if name else None
    if scheme is None and len(source.problems) == before:
        message = f"there is no marking scheme `{name}`" if name else "`marking` names no scheme"
        hint = f"built in: none, nato, tlp, uk, us-cui; or write `{FOLDER}/<name>.yaml`"
        source.problems.append(error("MRK001", message, find_value(tree, ("marking",)), hint))
    known = [one.id for one in scheme.levels] if scheme else []
    if scheme and level not in known:
        named = f"`{level}`" if level else "without a name"
        message = f"the scheme {scheme.name} has no level {named}"
        span = find_value(tree, ("marking", "level"))
        source.problems.append(error("MRK002", message, span, suggest(level, known)))
        return None
    if scheme:
        file = _read_scheme_file(library, name, [])

        def find(*steps: str) -> Span | None:
            return find_value(tree, ("marking", *steps))

        source.problems.extend(judge_additions(file, told, find) if file else ())
    return scheme


def load_scheme(
    library: Library,
    name: str,
    language: str,
    problems: list[Problem],
    marking: schema.Marking | None = None,
) -> Scheme | None:
    """The scheme called `name`, with what `marking` says beside its levels; `None` when there is
    none, or when it is wrong: see `problems`.
    """
    found = _read_scheme_file(library, name, problems)
    if found is None:
        return None

    def say(words: dict[str, str]) -> str:
        return _choose(words, language)

    levels = tuple(
        complete(
            _make_level(level, found, language),
            found,
            level.classification,
            marking or schema.Marking(),
            say,
        )
        for level in found.levels
    )
    return Scheme(found.name, levels, found.ceiling, found.portions)


def _read_scheme_file(
    library: Library, name: str, problems: list[Problem]
) -> schema.MarkingScheme | None:
    """What the file of the scheme says; `None` when there is none, or when it is wrong."""
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
    levels = [level.id for level in found.levels]
    if found.ceiling not in levels:
        message = f"the ceiling `{found.ceiling}` is none of the levels"
        source.problems.append(
            error(
                "SRC008",
                message,
                find_value(tree, ("ceiling",)),
                suggest(found.ceiling, levels),
            )
        )
        return None
    return found


def _make_level(level: schema.MarkingLevel, scheme: schema.MarkingScheme, language: str) -> Level:
    banner = Banner(scheme.align, pt(scheme.size), level.colour, level.ground)
    text, portion = _choose(level.text, language), _choose(level.portion, language)
    return Level(level.id, text, portion, level.open, banner)


def _choose(words: dict[str, str], language: str) -> str:
    """What is said in `language`, or else in every language, or else in English."""
    tags = (language, language.split("-")[0], "", "en")
    return next((words[tag] for tag in tags if tag in words), "")


def read_level(cursor: YamlCursor, level: str, *steps: str) -> str:
    """`level`, the mark of a part; none, and reported, if the scheme does not know it."""
    context = cursor.context
    span = span_of(cursor, *steps)
    return take_level(level, context.shared.scheme, span, context.source.problems)


def take_level(
    level: str, scheme: Scheme | None, span: Span | None, problems: list[Problem]
) -> str:
    """The same, of a level that stands at `span`."""
    if not level:
        return ""
    known = [one.id for one in scheme.levels] if scheme else []
    if level in known:
        return level
    if scheme is None:
        message = "a marking needs a scheme, and the publication names none"
        hint = "write `marking: {scheme: …, level: …}` in publication.yaml"
    else:
        message = f"the scheme {scheme.name} has no level `{level}`"
        hint = suggest(level, known)
    problems.append(error("MRK002", message, span, hint))
    return ""


def hand_on(blocks: Blocks, marking: str) -> Blocks:
    """`blocks`, each with `marking` where it has none of its own: those of what is marked so."""

    def mark(block: Block) -> Blocks:
        match block:
            case Listing() | Definitions() | Quote() | Signature():
                return (block,)
            case _:
                return (block,) if block.marking else (replace(block, marking=marking),)

    return rewrite(blocks, mark) if marking else blocks
