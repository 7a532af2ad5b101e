"""A YAML tree as one of the models of `schema`, or every reason why it is not."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from typing import TypeAlias, TypeVar, cast, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from octavo.document.problem import Fix, Problem, Span, stretch
from octavo.files.near_names import find_near, find_same, fix_word, fold_name, suggest
from octavo.files.source_file import SourceFile, error
from octavo.files.stand_ins import complete
from octavo.files.yaml_tree import YamlPath, YamlTree, YamlValue

Model = TypeVar("Model", bound=BaseModel)

_KINDS = {
    "string_type": "text is expected here",
    "list_type": "a list is expected here",
    "dict_type": "keys with values are expected here",
    "model_type": "keys with values are expected here",
    "model_attributes_type": "keys with values are expected here",
    "int_type": "a whole number is expected here",
    "int_parsing": "a whole number is expected here",
    "int_from_float": "a whole number is expected here",
    "float_type": "a number is expected here",
    "float_parsing": "a number is expected here",
    "finite_number": "a number is expected here",
    "bool_type": "`true` or `false` is expected here",
    "bool_parsing": "`true` or `false` is expected here",
}
_ADVICE = {
    "string_type": "write words, between quotes if they begin with a bracket or a brace",
    "string_too_short": "write it, or delete the key",
    "list_type": "write each value behind `- ` on a line of its own, or all between `[` and `]`",
    "tuple_type": "write each value behind `- ` on a line of its own, or all between `[` and `]`",
    "dict_type": "write its keys on the lines below it, each with a value behind a colon",
    "model": "write its keys on the lines below it, each with a value behind a colon",
    "int": "write it in figures, as in `3`",
    "float": "write it in figures, as in `2.5`",
    "finite_number": "write it in figures, as in `2.5`",
    "bool": "write one of the two",
    "literal_error": "write one of them",
    "greater": "write a larger number",
    "less": "write a smaller number",
    "too_short": "write those that are missing",
    "too_long": "delete those that are too many",
}
"""What to do, by how the kind of an error begins, where nothing better is known."""
_PATTERNS = {
    "^[A-Za-z][A-Za-z0-9_-]": "use letters, digits, hyphens and underscores, a letter first",
    "^[A-Za-z][A-Za-z0-9_]": "use letters, digits and underscores, a letter first",
    "^[0-9]{3}": 'countries are ISO 3166-1 numeric codes such as "250"',
    "\\{value": "write `{value}` where the value stands, as in `about {value}`",
    "^([01]?[0-9]": "write a time of day as in `09:30`",
    "^(([01]?[0-9]": "write a time of day as in `17:30`; `24:00` is midnight",
    "^[^()|]": "write the forms of a word as in `utilis(e|es|ed)`",
    "^[^\\w\\s]$": "write one mark, such as `,`, or leave the key out for that of the locale",
    "^\\W$": "write one mark or space, or leave the key out for that of the locale",
    "^[^\\w\\s]*$": "write marks, without spaces between them",
    "^[a-z]": "a language is written as in `en-GB`",
}


def validate_tree(source: SourceFile, tree: YamlTree, model: type[Model]) -> Model | None:
    """The tree as a `model`; `None`, with every reason among the page's problems, if it is none."""
    found, errors = _validate(source, tree, model)
    return None if errors else found


def complete_tree(source: SourceFile, tree: YamlTree, model: type[Model]) -> Model | None:
    """The same, with stand-ins for what will not do, so that the rest can be read.

    `None` only when there is nothing to go on with: the tree is no mapping.
    """
    found, errors = _validate(source, tree, model)
    return complete(tree.value, errors, model) if errors else found


def fits(value: YamlValue, model: type[BaseModel]) -> bool:
    """Whether `value` is a `model` as it stands."""
    try:
        model.model_validate(value)
    except ValidationError:
        return False
    return True


def _validate(
    source: SourceFile, tree: YamlTree, model: type[Model]
) -> tuple[Model | None, list[ErrorDetails]]:
    try:
        return model.model_validate(tree.value if tree.value is not None else {}), []
    except ValidationError as fault:
        errors = fault.errors(include_url=False)
    misspelt = {_guess(entry, model) for entry in errors if entry["type"] == "extra_forbidden"}
    told = (e for e in errors if e["type"] != "missing" or e["loc"] not in misspelt)
    written = Counter((path[:-1], fold_name(str(path[-1]))) for path in tree.keys if path)
    source.problems.extend(_describe(entry, tree, model, written) for entry in told)
    return None, errors


def _guess(entry: ErrorDetails, model: type[BaseModel]) -> YamlPath:
    """The path of the key that was meant by an unknown one; that of itself when none is near."""
    path: YamlPath = entry["loc"]
    return *path[:-1], find_near(str(path[-1]), _list_keys(model, path[:-1])) or path[-1]


_WrittenKeys: TypeAlias = "Counter[tuple[YamlPath, str]]"
"""How many keys of each mapping have the same letters."""


def _describe(
    entry: ErrorDetails, tree: YamlTree, model: type[BaseModel], written: _WrittenKeys
) -> Problem:
    path: YamlPath = entry["loc"]
    kind = entry["type"]
    if path and path[-1] == "[key]":
        pattern = str(entry.get("ctx", {}).get("pattern", ""))
        message = f"`{path[-2]}` cannot be a name here"
        return error("SRC008", message, tree.keys.get(path[:-1]), _say_pattern(pattern))
    if kind == "extra_forbidden":
        known = _list_keys(model, path[:-1])
        name, span = str(path[-1]), find_key(tree, path)
        if span and (odd := _ODD_SPACES.match(name)):
            return _refuse_indent(odd[0], span)
        problem = error("SRC006", f"unknown key `{name}`", span, suggest(name, known))
        return replace(problem, fixes=fix_word(span, name, _find_meant(path, known, written)))
    if kind == "missing":
        what = f"`{path[-1]}`" if isinstance(path[-1], str) else "another value"
        hint = f"write `{path[-1]}: …` here" if isinstance(path[-1], str) else "write it here"
        return error("SRC007", f"{what} is missing", find_value(tree, path[:-1]), hint)
    span = find_value(tree, path)
    problem = error("SRC008", _say(entry), span, _hint(entry))
    return replace(problem, fixes=_fix_value(entry, span))


_ODD_SPACES = re.compile(r"\s+")


def _refuse_indent(spaces: str, span: Span) -> Problem:
    """What is said of a key that begins with what only looks like indentation."""
    sign = next((sign for sign in spaces if sign != " "), " ")
    message = f"this line is indented with U+{ord(sign):04X}, which looks like a space"
    problem = error("SRC006", message, stretch(span, spaces), "indent with spaces")
    return replace(problem, fixes=(Fix(stretch(span, spaces), " " * len(spaces)),))


def _find_meant(path: YamlPath, known: list[str], written: _WrittenKeys) -> str:
    """The key that was meant by the unknown one at `path` and that nothing else there can mean."""
    alone = written[path[:-1], fold_name(str(path[-1]))] == 1
    return find_same(str(path[-1]), known) if alone else ""


def _fix_value(entry: ErrorDetails, span: Span | None) -> tuple[Fix, ...]:
    """The fix of a word that differs in capitals and the like from one that is meant, or of a day
    that is written in another order and can be no other."""
    value = cast(object, entry["input"])
    if not isinstance(value, str):
        return ()
    if entry["type"] == "literal_error":
        return fix_word(span, value, find_same(value, _list_expected(entry)))
    return fix_word(span, value, find_day(value)) if entry["type"].startswith("date") else ()


def _list_expected(entry: ErrorDetails) -> list[str]:
    return re.findall(r"'([^']*)'", str(entry.get("ctx", {}).get("expected", "")))


_WRITTEN_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_DAY = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})|(\d{4})([./])(\d{1,2})\6(\d{1,2})")


def find_day(text: str) -> str:
    """The day that `text` names in another order or with other signs, as `2025-04-28`.

    Empty when it names none, or when it could be two: `03/04/2025` is in March or in April.
    """
    found = _DAY.fullmatch(text)
    if not found:
        return ""
    if found[5]:
        orders = {(found[5], found[7], found[8])}
    elif found[2] == ".":
        orders = {(found[4], found[3], found[1])}
    else:
        orders = {(found[4], found[3], found[1]), (found[4], found[1], found[3])}
    days = {day for order in orders if (day := _make_day(*map(int, order)))}
    return days.pop() if len(days) == 1 else ""


def _make_day(year: int, month: int, day: int) -> str:
    """That day as ISO 8601 has it; empty when there is none."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def _say(entry: ErrorDetails) -> str:
    found = _quote(cast(object, entry["input"]))
    kind = entry["type"]
    context = entry.get("ctx", {})
    if kind in _KINDS:
        return f"{_KINDS[kind]}, not {found}"
    if kind == "literal_error":
        return f"{found} is not one of {context['expected']}".replace("'", "`")
    if kind == "string_pattern_mismatch":
        return f"{found} has the wrong form"
    if kind in ("greater_than_equal", "less_than_equal"):
        bound = context.get("ge", context.get("le"))
        return f"{found} is {'less' if 'ge' in context else 'more'} than {bound}"
    if kind in ("too_short", "too_long"):
        least, most = context.get("min_length"), context.get("max_length")
        return _say_count(least, most)
    if kind == "tuple_type":
        return f"a list is expected here, not {found}"
    if kind == "string_too_long":
        length = len(str(entry["input"]))
        return f"a value of {length} characters; {context['max_length']} is the most"
    if kind == "string_too_short":
        return "this must not be empty"
    if kind.startswith("date"):
        if isinstance(entry["input"], str) and _WRITTEN_DAY.fullmatch(entry["input"]):
            return f"there is no day {found}"
        return f"{found} is not a date written year-month-day"
    return f"{found} cannot be used here: {entry['msg']}"


def _say_count(least: int | None, most: int | None) -> str:
    """What is said of a list that is too short or too long."""
    if least == 1:
        return "this list must not be empty"
    if least:
        return f"at least {least} are needed here"
    return f"at most {most} can stand here" if most else "nothing can stand here"


def _hint(entry: ErrorDetails) -> str:
    context = entry.get("ctx", {})
    value = cast(object, entry["input"])
    if value is None:
        return "write it after the colon, or delete the line"
    if entry["type"] == "literal_error" and isinstance(value, str):
        near = find_near(value, _list_expected(entry))
        return f"did you mean `{near}`?" if near else _say_kind(entry["type"])
    if entry["type"].startswith("date"):
        day = find_day(value) if isinstance(value, str) else ""
        if isinstance(value, str) and _WRITTEN_DAY.fullmatch(value):
            return "correct the month or the day"
        return f"write `{day}`" if day else "as in `2025-04-28`"
    if entry["type"] == "too_short" and entry["loc"][-1] == "audiences":
        return "name an audience, or delete the key when everyone may read this"
    if entry["type"] == "too_short" and context.get("min_length") == 1:
        return "write a value, or delete the key"
    return _say_pattern(str(context.get("pattern", ""))) or _say_kind(entry["type"])


def _say_kind(kind: str) -> str:
    """What to write where a value of that kind is expected."""
    return next((words for start, words in _ADVICE.items() if kind.startswith(start)), "shorten it")


def _say_pattern(pattern: str) -> str:
    """What a pattern of the schema asks for, in words; empty for none."""
    return next((words for start, words in _PATTERNS.items() if pattern.startswith(start)), "")


def _quote(value: object) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, str):
        short = value if len(value) <= 60 else value[:57] + "..."
        return f"`{short}`"
    return "a list" if isinstance(value, list) else "keys with values"


def find_key(tree: YamlTree, path: YamlPath) -> Span | None:
    """Where the key at the end of `path` stands, else the nearest thing around it."""
    return tree.keys.get(path) or find_value(tree, path)


def find_value(tree: YamlTree, path: YamlPath) -> Span | None:
    """Where the value under `path` stands, else the nearest thing around it."""
    while path and path not in tree.values:
        path = path[:-1]
    return tree.values.get(path)


def _list_keys(model: type[BaseModel], path: YamlPath) -> list[str]:
    """The keys that the mapping under `path` may have."""
    current = model
    for step in path:
        field = current.model_fields.get(step) if isinstance(step, str) else None
        inner = _find_model(field.annotation) if field else None
        current = inner or current
    return list(current.model_fields)


def _find_model(annotation: object) -> type[BaseModel] | None:
    """The model inside an annotation such as `list[Point]` or `dict[str, Fact]`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for part in reversed(get_args(annotation)):
        inner = _find_model(part)
        if inner:
            return inner
    return None
