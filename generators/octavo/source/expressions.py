"""What stands between `{{` and `}}`: facts quoted by name.

An expression is covered before YAML and Markdown read the text, by marks of the same length, so
that every column stays right; what it says comes in its place afterwards. Jinja2 parses it, and
only the names of facts are evaluated: content is never a program.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from octavo.document import Fact, Mention
from octavo.document.problem import Problem, Span, stretch
from octavo.files.source_file import SourceFile, error, suggest
from octavo.style.words import LanguageWords

_OPEN, _CLOSE, _FILL = "\ue000", "\ue001", "\ue002"
_FIRST = 0xE100
"""Private-use characters from here on stand for expressions while Markdown is read: the ones before
it stand for fences, breaks and the like. Authors cannot write them (SRC002)."""
_MOST = 0xF8FF - _FIRST
"""Expressions of one file: as many as there are such characters, 6,143. The proceedings have some
twenty in a file."""
_EXPRESSION = re.compile(r"(?<!\\)\{\{([^{}`]*)\}\}")
"""Without backticks, which stand in no name of a fact: else code could end inside it."""
_STRAY = re.compile(r"(?<!\\)\{[{%]")
_CODE = re.compile(r"(?<![\\`])(`+)(?!`).*?(?<!`)\1(?!`)")
"""Code in a line, as far as it ends in it."""
COVERED = re.compile("\ue000([\ue100-\uf8ff])\ue002*\ue001")
"""An expression that is covered; group 1 tells which."""

ATTRIBUTES = ("value", "label", "as_of")
"""What can be asked of a fact beside its words."""


@dataclass(frozen=True, slots=True)
class Expression:
    """One `{{ … }}` of a source file."""

    source: str
    """What stands between the braces."""
    span: Span
    typed: str
    """The same with the braces, as it was typed."""


@dataclass(frozen=True, slots=True)
class Covered:
    """A text whose expressions are covered."""

    text: str
    """As long as the original, line by line."""
    expressions: tuple[Expression, ...]
    strays: tuple[Problem, ...] = ()
    """Braces that could begin an expression and do not, unless they stand in code."""


def cover(source: SourceFile) -> Covered:
    """The page's text with each expression covered by marks of the same length."""
    found: list[Expression] = []
    strays: list[Problem] = []
    lines: list[str] = []
    for number, line in enumerate(source.text.split("\n"), 1):
        lines.append(_cover_line(source, number, line, found))
        strays += _find_stray(source, number, lines[-1])
    return Covered("\n".join(lines), tuple(found), tuple(strays))


def _cover_line(source: SourceFile, number: int, line: str, found: list[Expression]) -> str:
    def replace(match: re.Match[str]) -> str:
        if len(found) >= _MOST:
            return match[0]
        span = stretch(Span(source.file, number, match.start() + 1), match[0])
        found.append(Expression(match[1].strip(), span, match[0]))
        mark = chr(_FIRST + len(found) - 1)
        return _OPEN + mark + _FILL * (len(match[0]) - 3) + _CLOSE

    return _EXPRESSION.sub(replace, line)


def _find_stray(source: SourceFile, number: int, covered: str) -> Iterator[Problem]:
    """The first brace of a line that could begin an expression and does not."""
    stray = _STRAY.search(covered)
    if stray and "`" in covered:
        stray = _STRAY.search(_CODE.sub(lambda code: " " * len(code[0]), covered))
    if stray:
        what = "is not closed in its line" if stray[0] == "{{" else "has no meaning here"
        span = stretch(Span(source.file, number, stray.start() + 1), stray[0])
        hint = "write `{{ facts.name }}`; put a backslash before a brace that is meant as such"
        yield error("FCT002", f"`{stray[0]}` {what}", span, hint)


def get_expression(mark: str, expressions: tuple[Expression, ...]) -> Expression:
    """The expression that the mark of a match of `COVERED` stands for."""
    return expressions[ord(mark) - _FIRST]


def uncover(text: str, expressions: tuple[Expression, ...]) -> str:
    """`text` as the author typed it."""
    return COVERED.sub(lambda match: get_expression(match[1], expressions).typed, text)


def evaluate(
    expression: Expression, facts: Mapping[str, Fact], words: LanguageWords
) -> Mention | Problem:
    """What the expression says: a fact as words, or one of its attributes; else what is wrong."""
    path = _parse(expression.source)
    if path is None or len(path) not in (2, 3) or path[0] != "facts":
        message = f"`{expression.source}` does not name a fact"
        return error("FCT002", message, expression.span, "write `{{ facts.name }}`")
    fact = facts.get(path[1])
    if fact is None:
        message = f"there is no fact `{path[1]}`"
        hint = suggest(path[1], facts) or "define it under `facts` in publication.yaml"
        return error("FCT001", message, expression.span, hint)
    if len(path) == 2:
        return Mention(fact.id, say(fact, words))
    if path[2] not in ATTRIBUTES:
        message = f"a fact has no `{path[2]}`"
        return error("FCT001", message, expression.span, suggest(path[2], ATTRIBUTES))
    return Mention(fact.id, {"label": fact.label, "as_of": fact.as_of}.get(path[2], fact.value))


def say(fact: Fact, words: LanguageWords) -> str:
    """The fact's value as words: "about 300" when it is approximate, else "29"."""
    return words.about.replace("{value}", fact.value) if fact.approximate else fact.value


@lru_cache(4096)
def _parse(source: str) -> tuple[str, ...] | None:
    """The names that `source` joins by dots; `None` when it is anything else."""
    from jinja2 import TemplateSyntaxError, nodes
    from jinja2.sandbox import SandboxedEnvironment

    try:
        body = SandboxedEnvironment().parse("{{ " + source + " }}").body
    except (TemplateSyntaxError, RecursionError):
        return None
    if len(body) != 1 or not isinstance(body[0], nodes.Output) or len(body[0].nodes) != 1:
        return None
    node: nodes.Node = body[0].nodes[0]
    path: list[str] = []
    while isinstance(node, nodes.Getattr | nodes.Getitem):
        step = node.attr if isinstance(node, nodes.Getattr) else _constant(node.arg)
        path.insert(0, step)
        node = node.node
    return (node.name, *path) if isinstance(node, nodes.Name) else None


def _constant(node: object) -> str:
    """The text of a constant, as in `facts['on-time']`; empty for anything else."""
    value = getattr(node, "value", "")
    return value if isinstance(value, str) else ""
