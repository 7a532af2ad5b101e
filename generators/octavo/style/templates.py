"""Jinja2 templates that a publication may bring along: none of them runs without end.

A phrase is an expression with conditions; a part of a file may have loops and macros too, and a
number of steps to do with them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, cast

from jinja2 import StrictUndefined, Template, TemplateRuntimeError, TemplateSyntaxError, nodes
from jinja2.sandbox import SandboxedEnvironment

if TYPE_CHECKING:
    from jinja2.runtime import Context

MOST_STEPS = 100_000
"""Turns of loops and calls of macros in one rendering. So many take 0.2 s, a million 2 s; no part
of ours takes more than 266, for the proceedings and for a hundred notes alike."""

_IN_PHRASES = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.If, nodes.CondExpr, nodes.Name),
    *(nodes.Const, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.Test),
    *(nodes.Getattr, nodes.Getitem, nodes.Concat, nodes.Add, nodes.Sub, nodes.Filter),
)
_FILTERS = frozenset({"capitalize", "default", "lower", "round", "title", "trim", "upper"})
"""Filters of phrases: what they give is not much longer than what they are given."""


class BoundedEnvironment(SandboxedEnvironment):
    """A sandbox that counts the turns of loops and the calls of macros."""

    steps = 0
    """Of the rendering that is under way."""

    def count(self, steps: int) -> None:
        """Add to the steps. Raises `TemplateRuntimeError` when that makes too many."""
        self.steps += steps
        if self.steps > MOST_STEPS:
            raise TemplateRuntimeError(f"it takes more than {MOST_STEPS:,} steps")

    def bound(self, values: Iterable[object]) -> tuple[object, ...]:
        """What a loop goes through, counted."""
        found = tuple(islice(values, MOST_STEPS + 1))
        self.count(len(found))
        return found

    def call(self, context: Context, called: object, /, *args: object, **named: object) -> object:
        """What Jinja2 does to call anything in a template, counted."""
        self.count(1)
        return super().call(context, called, *args, **named)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for loop in tree.find_all(nodes.For):
            loop.iter = nodes.Filter(loop.iter, "bound", [], [], None, None, lineno=loop.lineno)
            loop.iter.set_environment(self)
        return tree


def compile_part(text: str, *, escape: bool = False, trim: bool = False) -> Template:
    """The template of a part of a file; `escape` values by itself, or `trim` what stands around
    its statements. Raises `TemplateError`."""
    environment = BoundedEnvironment(
        autoescape=escape, undefined=StrictUndefined, trim_blocks=trim, lstrip_blocks=trim
    )
    # Jinja2 types this mapping by the filters that it has at the beginning.
    cast("dict[str, object]", environment.filters)["bound"] = environment.bound
    return environment.from_string(text)


@lru_cache(256)
def compile_phrase(text: str) -> Template:
    """The template of a phrase. Raises `TemplateError` when it has anything but values and
    conditions in it."""
    environment = SandboxedEnvironment(undefined=StrictUndefined)
    for node in environment.parse(text).find_all(nodes.Node):
        kind = type(node).__name__.lower()
        if not isinstance(node, _IN_PHRASES):
            raise TemplateSyntaxError(
                f"a phrase has values and conditions, no `{kind}`", node.lineno
            )
        if isinstance(node, nodes.Filter) and node.name not in _FILTERS:
            raise TemplateSyntaxError(f"a phrase has no filter `{node.name}`", node.lineno)
    return environment.from_string(text)


def render(template: Template, given: Mapping[str, object]) -> str:
    """What the template says of what it is `given`. Raises `TemplateError` when it fails."""
    if isinstance(template.environment, BoundedEnvironment):
        template.environment.steps = 0
    try:
        return template.render(given)
    except RecursionError:
        raise TemplateRuntimeError("its macros call each other without end") from None
    except (ArithmeticError, MemoryError, TypeError, ValueError) as fault:
        raise TemplateRuntimeError(str(fault) or type(fault).__name__) from None
