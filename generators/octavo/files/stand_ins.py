"""Something that will do in place of values that will not, so that all the others can be read.

What was read with stand-ins is never made into a document, since what led to them are errors.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import deepcopy
from typing import TypeAlias, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from octavo.files.yaml_tree import YamlPath, YamlValue

Model = TypeVar("Model", bound=BaseModel)
Holder: TypeAlias = "dict[str, YamlValue] | list[YamlValue]"
Tried: TypeAlias = dict[YamlPath, int]
"""How many stand-ins each place has had."""

STAND_IN = "stand-in-for-a-mistake"
"""Words, or an id, that nobody wrote. They have no number, name or hedge in them for a check to
find; a problem that quotes them is about a value that was reported before."""

_CANDIDATES: tuple[YamlValue, ...] = (STAND_IN, "1", "100", [STAND_IN], {})
"""Words, a number, a code of three digits, a list and a mapping: each field takes one of them."""

_MOST_PASSES = 24
"""A pass tries one candidate in each place; models stand at most four deep in one another."""


def complete(value: YamlValue, errors: Sequence[ErrorDetails], model: type[Model]) -> Model | None:
    """`value`, which has `errors`, as a `model` all the same; `None` when it is no mapping.

    Unknown keys are left out, and so are other values that will not do, where they may be left
    out; else stand-ins take their place.
    """
    mended = deepcopy({} if value is None else value)
    if not isinstance(mended, dict):
        return None
    tried: Tried = {}
    for _ in range(_MOST_PASSES):
        for entry in errors:
            _mend(mended, entry, tried)
        try:
            return model.model_validate(mended)
        except ValidationError as fault:
            errors = fault.errors(include_url=False)
    return None


def _mend(value: dict[str, YamlValue], entry: ErrorDetails, tried: Tried) -> None:
    """Take the place that `entry` is about out of `value`, or put the next stand-in there."""
    place = tuple(step for step in entry["loc"] if step != "[key]")
    holder, path = _reach(value, place)
    kind, step = entry["type"], path[-1]
    if isinstance(holder, list):
        if isinstance(step, int) and step < len(holder):
            holder[step] = _invent(entry, path, tried)
    elif kind == "missing" or path in tried:
        holder[str(step)] = _invent(entry, path, tried)
    elif kind == "model_type":  # the names in `facts` and `audiences` are known elsewhere
        holder[str(step)] = {}
    else:
        holder.pop(str(step), None)


def _reach(value: dict[str, YamlValue], path: YamlPath) -> tuple[Holder, YamlPath]:
    """What holds the value at the end of `path`, as far as the path can be followed."""
    holder: Holder = value
    for depth, step in enumerate(path[:-1], 1):
        inner = _look_up(holder, step)
        if not isinstance(inner, dict | list):
            return holder, path[:depth]
        holder = inner
    return holder, path


def _look_up(holder: Holder, step: str | int) -> YamlValue:
    if isinstance(holder, dict):
        return holder.get(str(step))
    return holder[step] if isinstance(step, int) and step < len(holder) else None


def _invent(entry: ErrorDetails, path: YamlPath, tried: Tried) -> YamlValue:
    """The next stand-in for the place at `path`; one of the words that it takes, if it says so."""
    words: list[str] = re.findall(r"'([^']*)'", str(entry.get("ctx", {}).get("expected", "")))
    if words:
        return words[0]
    tried[path] = tried.get(path, -1) + 1
    return deepcopy(_CANDIDATES[tried[path] % len(_CANDIDATES)])
