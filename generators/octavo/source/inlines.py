"""Elements to inlines: what stands inside a paragraph."""

from __future__ import annotations

import html
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from xml.etree import ElementTree

from markdown.util import AtomicString

from octavo.document import (
    Abbreviation,
    AuthorQuery,
    Break,
    Emphasis,
    Foreign,
    Indexed,
    Inline,
    Inlines,
    Link,
    Mention,
    Note,
    Reference,
    Strong,
    Text,
)
from octavo.document.problem import Problem
from octavo.document.queries import attach_queries
from octavo.document.walk import join_texts, query, text_of
from octavo.files.source_file import describe, error, find_forbidden, locate, suggest
from octavo.source.context import FileContext, match_terms
from octavo.source.expressions import COVERED, evaluate, get_expression, uncover
from octavo.source.markdown import BLOCKS, ESCAPED, parse_phrase
from octavo.source.typography import polish, polish_text

_ADDRESS = re.compile(r"https?://[^\s<>\"\\^`{|}]+|mailto:[^\s<>\"\\]+@[^\s<>\"\\]+")
_HTML = re.compile(r"<[A-Za-z!?][^\s>]*>?")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_SPACE = re.compile(r"[ \t\n]+")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,8}")
_STRAY = re.compile(r"\{>>|<<\}|\{==|==\}")
"""Signs of a query that are not part of a whole one."""
_LOOSE = re.compile(
    r"\{[\s:]*[.#][A-Za-z][^{}\n]*\}?|\{[^{}\n]*audience[^{}\n]*\}?|(?<![\w.\x03])\.audience[\w-]*",
    re.IGNORECASE,
)
"""Marks that nothing has taken: they would be printed, and what they mark shown to everyone."""


@dataclass(frozen=True, slots=True)
class InlineContext:
    """In what piece of text an inline stands."""

    context: FileContext
    line: int
    """First line of the piece, for the place of problems."""
    plain: bool = False
    """Whether abbreviations are left unmarked, as in headings and links."""
    in_note: bool = False


MOST_BRACKETS = 1000
"""In one block: Python-Markdown looks for the end of a link after each of them."""


LONGEST_ADDRESS = 8000
"""Characters. RFC 9110 (4.1) asks everyone to understand as many; from 32,767 on a booklet would be
no PDF/A, which allows no longer string."""


def read_phrase(text: str, where: InlineContext) -> Inlines:
    """The inlines that `text`, from a YAML value, stands for."""
    if not is_bounded(text, where):
        return ()
    return convert(parse_phrase(where.context.shared.engine, text), where)


def is_bounded(text: str, where: InlineContext) -> bool:
    """Whether `text` can be read in reasonable time; reports when it cannot."""
    count = text.count("[")
    if count > MOST_BRACKETS:
        message = f"{count} opening brackets in one block; {MOST_BRACKETS} is the most"
        report(where, "TXT009", message, "[")
    return count <= MOST_BRACKETS


def read_string(text: str, where: InlineContext) -> str:
    """`text`, from a YAML value, as plain words: facts in their place, typographic marks."""

    def say(match: re.Match[str]) -> str:
        found = _evaluate(match[1], where)
        return "" if isinstance(found, Problem) else found.text

    _report_loose_marks(text, where)
    _report_stray(text, where, "front matter has `queries` for the section as a whole")
    said = COVERED.sub(say, text)
    return polish_text(_SPACE.sub(" ", said).strip(), where.context.shared.words)


def convert(element: ElementTree.Element, where: InlineContext) -> Inlines:
    """What stands in `element`: spaces tidied, quotes and dashes set."""
    raw = _children(element, where)
    polished = polish(raw, where.context.shared.words)
    words = _tidy(_finish_all(polished, where))
    if words and all(map(_is_bare, words)):
        hint = "write it right behind the words that it is about, or under `queries` above"
        report(where, "TXT013", "a query with no words beside it", "{>>", hint)
        return ()
    return words


def read_lines(element: ElementTree.Element, where: InlineContext) -> tuple[str, ...]:
    """The lines of `element` as plain words, where the author broke them."""
    polished = polish(_children(element, where), where.context.shared.words)
    for asked in query(polished, AuthorQuery):
        problem = error("TXT013", "a query has no place here", asked.span, "put it in the text")
        where.context.source.problems.append(problem)
    text = text_of(_finish_all(polished, where), "\n")
    return tuple(line for line in map(str.strip, text.split("\n")) if line)


def report(where: InlineContext, code: str, message: str, needle: str, hint: str = "") -> None:
    """Report a problem at the place where `needle` stands."""
    source = where.context.source
    span = locate(source, uncover(needle, where.context.expressions), where.line)
    source.problems.append(error(code, message, span, hint))


def _children(element: ElementTree.Element, where: InlineContext) -> Inlines:
    atomic = isinstance(element.text, AtomicString) and element.tag == "code"
    parts = list(_split(element.text or "", where, atomic))
    for child in element:
        if child.tag not in BLOCKS:
            parts.extend(_convert(child, where))
            parts.extend(_split(child.tail or "", where))
    return tuple(parts)


def _convert(element: ElementTree.Element, where: InlineContext) -> Iterator[Inline]:
    match element.tag:
        case "strong":
            yield Strong(_children(element, where))
        case "em":
            yield Emphasis(_children(element, where))
        case "a":
            yield from _link(element, where)
        case "br":
            yield Break()
        case "code":
            yield from _children(element, where)
        case "index":
            children = _children(element, where)
            yield Indexed(children, element.get("entry") or text_of(children))
        case "foreign":
            yield from _foreign(element, where)
        case "query":
            yield _query(element, where)
        case "note":
            yield from _note(element.get("label", ""), where)
        case "img":
            source = element.get("src", "")
            hint = "use a ```figure block, with a caption and a description"
            report(where, "TXT003", f"a picture inside a line, `{source}`", "![", hint)
        case other:
            report(where, "TXT003", f"`{other}` has no meaning inside a line", "")


def _link(element: ElementTree.Element, where: InlineContext) -> Iterator[Inline]:
    target = _decode(element.get("href", "")).strip()
    inner = _children(element, replace(where, plain=True))
    if element.get("title"):
        message = f"the link's title `{element.get('title')}` would never be seen"
        report(where, "TXT002", message, target, "delete it")
    if target.startswith("#"):
        source = where.context.source
        yield Reference(target[1:], inner, span=locate(source, f"({target}", where.line))
    elif len(target) > LONGEST_ADDRESS:
        message = f"an address of {len(target)} characters; {LONGEST_ADDRESS} is the most"
        report(where, "TXT002", message, target)
        yield from inner
    elif _ADDRESS.fullmatch(target):
        yield Link(target, inner or (Text(target),))
    else:
        hint = "links begin with https:, http: or mailto:, or with # for a place in this text"
        report(where, "TXT002", f"a link may not lead to `{target}`", target, hint)
        yield from inner


def _foreign(element: ElementTree.Element, where: InlineContext) -> Iterator[Inline]:
    language = element.get("language", "")
    inner = _children(element, replace(where, plain=True))
    if _LANGUAGE.fullmatch(language):
        yield Foreign(inner, language)
    else:
        hint = "write its tag, such as `fr` or `pt-BR`"
        report(where, "TXT014", f"`{language}` is no language", f"lang={language}", hint)
        yield from inner


def _query(element: ElementTree.Element, where: InlineContext) -> AuthorQuery:
    says = element.get("says", "")
    if where.in_note:
        hint = "put it where the note is called"
        report(where, "TXT013", "a query inside a note", "{>>", hint)
    span = locate(where.context.source, "{>>", where.line)
    return AuthorQuery(read_string(says, where), _children(element, where), span)


def _note(label: str, where: InlineContext) -> Iterator[Inline]:
    found = where.context.notes.get(label)
    if where.in_note:
        report(where, "TXT007", "a note inside a note", f"[^{label}]")
    elif found is None:
        message = f"there is no note `[^{label}]:`"
        hint = suggest(label, where.context.notes)
        report(where, "TXT007", message, f"[^{label}]", hint)
    else:
        inner = InlineContext(where.context, found.line, in_note=True)
        yield Note(read_phrase(found.text, inner))


# ------------------------------------------------------------------------------ text


def _split(text: str, where: InlineContext, atomic: bool = False) -> Iterator[Inline]:
    """The pieces of `text`: words, facts quoted by name, abbreviations."""
    if atomic:
        yield Text("".join(f"\x02{ord(c)}\x03" for c in html.unescape(text)))
        return
    _report_html(text, where)
    _report_loose_marks(text, where)
    _report_stray(text, where, "a query is written {>>so<<}, and {==what it is about==}{>>so<<}")
    end = 0
    for covered in COVERED.finditer(text):
        yield from _split_terms(text[end : covered.start()], where)
        found = _evaluate(covered[1], where)
        if not isinstance(found, Problem):
            yield found
        end = covered.end()
    yield from _split_terms(text[end:], where)


def _report_html(text: str, where: InlineContext) -> None:
    hint = "write it in Markdown, or put a backslash before a `<` that is meant as such"
    for found in _HTML.findall(text):
        report(where, "TXT001", f"raw HTML, `{found}`", found, hint)


def _report_loose_marks(text: str, where: InlineContext) -> None:
    found = [match[0] for match in _LOOSE.finditer(text)]
    found += [
        match[0]
        for audience in where.context.shared.audiences
        for match in re.finditer(rf"\{{\s*{re.escape(audience)}\s*\}}", text)
    ]
    hint = "marks stand at the end of a paragraph or heading; put a backslash before a plain brace"
    for mark in found:
        report(where, "TXT004", f"marks that nothing here can carry, `{mark}`", mark, hint)


def _report_stray(text: str, where: InlineContext, hint: str) -> None:
    for found in _STRAY.findall(text):
        report(where, "TXT013", f"`{found}` that belongs to no query", found, hint)


def _evaluate(mark: str, where: InlineContext) -> Mention | Problem:
    context = where.context
    expression = get_expression(mark, context.expressions)
    context.evaluated.add(mark)
    found = evaluate(expression, context.shared.facts, context.shared.words)
    if isinstance(found, Problem):
        context.source.problems.append(found)
    return found


def _split_terms(text: str, where: InlineContext) -> Iterator[Inline]:
    pattern = None if where.plain else match_terms(where.context.shared.terms)
    end = 0
    for found in pattern.finditer(text) if pattern else ():
        if found.start() > end:
            yield Text(text[end : found.start()])
        expansions = {term.short: term.expansion for term in where.context.shared.terms}
        yield Abbreviation(found[0], expansions[found[0]])
        end = found.end()
    if text[end:]:
        yield Text(text[end:])


def _finish_all(inlines: Inlines, where: InlineContext) -> Inlines:
    return tuple(_finish(inline, where) for inline in inlines)


def _finish(inline: Inline, where: InlineContext) -> Inline:
    """The inline with escapes and entities decoded."""
    match inline:
        case Text():
            return Text(_decode_text(inline.text, where))
        case Strong() | Emphasis() | Link() | Reference() | Indexed() | Foreign() | AuthorQuery():
            return replace(inline, children=_finish_all(inline.children, where))
        case _:
            return inline


def _decode_text(text: str, where: InlineContext) -> str:
    decoded = _decode(_ENTITY.sub(lambda match: _spell_out(match[0]), text))
    forbidden = find_forbidden(decoded)
    if forbidden:
        report(where, "SRC002", describe(forbidden), "&#", "delete it")
    return decoded


def _spell_out(entity: str) -> str:
    """The character that `entity` stands for, one that may not be included; HTML would drop it."""
    character = html.unescape(entity)
    if character not in {"", "\N{REPLACEMENT CHARACTER}"} or not entity.startswith("&#"):
        return character
    digits = entity[2:].rstrip(";")
    number = int(digits[1:], 16) if digits[0] in "xX" else int(digits)
    return chr(number) if number <= sys.maxunicode else character


def _decode(text: str) -> str:
    return ESCAPED.sub(lambda match: chr(int(match[1])), text)


def _tidy(inlines: Inlines) -> Inlines:
    """The inlines with runs of spaces made one, and none at either end."""
    merged = [_squeeze(inline) for inline in join_texts(inlines)]
    _strip_ends(merged)
    return attach_queries(tuple(inline for inline in merged if inline != Text("")))


def _squeeze(inline: Inline) -> Inline:
    match inline:
        case Text():
            return Text(_SPACE.sub(" ", inline.text))
        case Strong() | Emphasis() | Link() | Reference() | Indexed() | Foreign() | AuthorQuery():
            squeezed = tuple(_squeeze(child) for child in inline.children)
            return replace(inline, children=attach_queries(squeezed))
        case _:
            return inline


def _strip_ends(inlines: list[Inline]) -> None:
    for i, inline in enumerate(inlines):
        if not isinstance(inline, Text):
            continue
        text = inline.text
        if all(map(_is_bare, inlines[:i])) or isinstance(inlines[i - 1], Break):
            text = text.lstrip(" ")
        if all(map(_is_bare, inlines[i + 1 :])) or isinstance(inlines[i + 1], Break):
            text = text.rstrip(" ")
        inlines[i] = Text(text)


def _is_bare(inline: Inline) -> bool:
    """Whether it is a query that holds no words, not yet or not at all."""
    return isinstance(inline, AuthorQuery) and not inline.children
