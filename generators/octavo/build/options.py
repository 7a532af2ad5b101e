"""Options of a generator, from the words of `publication.yaml` to the fields of its dataclass."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Literal, TypeVar, get_args, get_origin, get_type_hints

from octavo.document.problem import Problem, Span
from octavo.files.source_file import error, suggest

Options = TypeVar("Options")

_TRUTH: Mapping[str, bool] = {"true": True, "yes": True, "false": False, "no": False}


def read_options(
    kind: type[Options], written: tuple[tuple[str, str], ...], span: Span | None
) -> tuple[Options | None, tuple[Problem, ...]]:
    """The options that `written` names and values stand for; `None`, with the reasons, if wrong.

    A field may be text, a number, true or false, one of several words, or a list of words.
    """
    hints = get_type_hints(kind)
    known = [field.name for field in fields(kind)] if is_dataclass(kind) else []
    values: dict[str, object] = {}
    problems: list[Problem] = []
    for name, text in written:
        if name not in known:
            message = f"unknown option `{name}`"
            hint = suggest(name, known) or "this generator has no options; delete it"
            problems.append(replace(error("OUT002", message, span, hint), sought=f"{name}:"))
            continue
        try:
            values[name] = _convert(text, hints[name])
        except ValueError as fault:
            message = f"the option `{name}`: {fault}"
            problem = error("OUT002", message, span, "correct it, or leave it out")
            problems.append(replace(problem, sought=f"{name}:"))
    if problems:
        return None, tuple(problems)
    return kind(**values), ()


def _convert(text: str, hint: object) -> object:
    """`text` as a value of the type `hint`. Raises `ValueError`, saying what is expected."""
    if get_origin(hint) is Literal:
        if text not in get_args(hint):
            raise ValueError(f"`{text}` is not one of {', '.join(map(str, get_args(hint)))}")
        return text
    if get_origin(hint) is tuple:
        return tuple(part.strip() for part in text.split(",") if part.strip())
    if hint is bool:
        if text.lower() not in _TRUTH:
            raise ValueError(f"`{text}` is neither true nor false")
        return _TRUTH[text.lower()]
    if hint is int or hint is float:
        try:
            return int(text) if hint is int else float(text)
        except ValueError:
            raise ValueError(f"`{text}` is not a number") from None
    if hint is str:
        return text
    raise ValueError("it cannot be set in `publication.yaml`")
