"""Elements to inlines: what stands inside a paragraph."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import quote
from xml.etree import ElementTree

from markdown.util import AtomicString

from octavo.document import (
    Abbreviation,
    AuthorQuery,
    Break,
    Code,
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
from octavo.document.problem import Problem, Span, has_error
from octavo.document.queries import attach_queries
from octavo.document.walk import join_texts, query, text_of
from octavo.files.source_file import describe, error, find_forbidden, locate, note, suggest, warning
from octavo.source.addresses import find_addresses, write_in_ascii
from octavo.source.comparison import is_read_alike
from octavo.source.context import FileContext, match_terms
from octavo.source.emphasis import restore_signs
from octavo.source.expressions import COVERED, evaluate, get_expression, uncover
from octavo.source.lookalikes import Lookalike, find_markup, find_markup_in_value, find_rest
from octavo.source.markdown import (
    BLOCKS,
    ESCAPED,
    find_html,
    parse_phrase,
    strip_literals,
    unescape_entities,
)
from octavo.source.typography import polish, polish_text

_UNSAFE = re.compile(r"[\s<>\"\\^`{|}]")
"""What no address has as it is (RFC 3986, 2)."""
_ADDRESS = re.compile(r"https?://[^\s<>\"\\^`{|}]+|mailto:[^\s<>\"\\]+@[^\s<>\"\\]+")
_SPACE = re.compile(r"[ \t\n]+")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,8}")
_ASKED = re.compile(r"\{>>.*?<<\}", re.DOTALL)
_STRAY = re.compile(r"\{>>|<<\}|\{==|==\}")
"""Signs of a query that are not part of a whole one."""
_LOOSE = re.compile(
    r"\{[\s:]*[.#][A-Za-z][^{}\n]*\}?|\{[^{}\n]*audience[^{}\n]*\}?|(?<![\w.\x03])\.audience[\w-]*"
    r"|(?<![\w.\x03])\.marking-[\w-]*",
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
    in_link: bool = False


MOST_SIGNS = {"[": 300, "*": 4000, "_": 4000, "`": 4000, "\\": 4000, "<": 4000}
"""In one block. After each bracket Python-Markdown looks for the end of a link in all that follows;
each other sign may become an element, and it looks through all of them for each."""
LONGEST_ADDRESS = 8000
"""Characters. RFC 9110 (4.1) asks everyone to understand as many; from 32,767 on a booklet would be
no PDF/A, which allows no longer string."""


def read_phrase(text: str, where: InlineContext) -> Inlines:
    """The inlines that `text`, from a YAML value, stands for."""
    if not is_bounded(text, where):
        return ()
    context = where.context
    return convert(parse_phrase(context.shared.engine, text, context.addresses), where)


def is_bounded(text: str, where: InlineContext) -> bool:
    """Whether `text` can be read in reasonable time; reports when it cannot."""
    for sign, most in MOST_SIGNS.items():
        count = text.count(sign)
        if count > most:
            message = f"{count} signs `{sign}` in one block; {most} is the most"
            hint = "divide it with an empty line"
            report(where, "TXT009", message, sign, hint)
            return False
    return True


def read_string(text: str, where: InlineContext) -> str:
    """`text`, from a YAML value, as plain words: facts in their place, typographic marks."""

    def say(match: re.Match[str]) -> str:
        found = _evaluate(match[1], where)
        if isinstance(found, Problem):
            return ""
        _refuse_marked(found, where)
        return found.text

    _report_loose_marks(text, where)
    _report_stray(text, where, "front matter has `queries` for the section as a whole")
    said = COVERED.sub(say, text)
    return polish_text(_SPACE.sub(" ", said).strip(), where.context.shared.words)


def read_value(text: str, where: InlineContext) -> str:
    """The same, with a warning of what would be mark-up in a text."""
    for found in find_markup_in_value(text):
        _report_lookalike(found, where)
    return read_string(text, where)


def convert(element: ElementTree.Element, where: InlineContext, is_cell: bool = False) -> Inlines:
    """What stands in `element`: spaces tidied, quotes and dashes set, in a cell also a minus."""
    before = len(where.context.source.problems)
    polished = polish(_children(element, where), where.context.shared.words, is_cell)
    words = _tidy(_finish_all(polished, where))
    _report_reading(element, where, before)
    if words and all(map(_is_bare, words)):
        hint = "write it right behind the words that it is about, or under `queries` above"
        report(where, "TXT013", "a query with no words beside it", "{>>", hint)
        return ()
    return words


def _report_reading(element: ElementTree.Element, where: InlineContext, before: int) -> None:
    """Report when the words could be read otherwise, unless an error was found after `before`."""
    typed = element.get("typed", "")
    for tag in find_html(_ASKED.sub(" ", typed)):
        hint = "write it in Markdown, or put a backslash before a `<` that is meant as such"
        shown = tag.split()[0]
        report(where, "TXT001", f"raw HTML, `{shown}`", shown, hint)
    new = where.context.source.problems[before:]
    if not has_error(new) and not is_read_alike(element, where.context.addresses):
        message = "the signs in these words could be read in two ways"
        hint = "put a backslash before each sign that is meant as such"
        report(where, "TXT015", message, typed.split("\n")[0], hint)
    for found in find_markup(strip_literals(typed)):
        _report_lookalike(found, where)


def _report_lookalike(found: Lookalike, where: InlineContext) -> None:
    """Warn of what looks like mark-up, once in a block for each kind."""
    if (where.line, found.what) not in where.context.told:
        where.context.told.add((where.line, found.what))
        span = _locate(found.text, where)
        where.context.source.problems.append(warning("TXT016", found.message, span, found.hint))


def read_lines(element: ElementTree.Element, where: InlineContext) -> tuple[str, ...]:
    """The lines of `element` as plain words, where the author broke them."""
    before = len(where.context.source.problems)
    polished = polish(_children(element, where), where.context.shared.words)
    for asked in query(polished, AuthorQuery):
        problem = error("TXT013", "a query has no place here", asked.span, "put it in the text")
        where.context.source.problems.append(problem)
    text = text_of(_finish_all(polished, where), "\n")
    _report_reading(element, where, before)
    return tuple(line for line in map(str.strip, text.split("\n")) if line)


def report(where: InlineContext, code: str, message: str, needle: str, hint: str) -> None:
    """Report a problem at the place where `needle` stands."""
    where.context.source.problems.append(error(code, message, _locate(needle, where), hint))


def _locate(needle: str, where: InlineContext) -> Span:
    return locate(where.context.source, uncover(needle, where.context.expressions), where.line)


def _children(element: ElementTree.Element, where: InlineContext) -> Inlines:
    text = element.text or ""
    if isinstance(element.text, AtomicString):
        parts: list[Inline] = [Text("".join(f"\x02{ord(c)}\x03" for c in text))]
    else:
        parts = list(_split(text, where))
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
            yield from _code(html.unescape(element.text or ""), where)
        case "words":
            yield from _children(element, where)
        case "index":
            children = _children(element, where)
            entry = _decode(unescape_entities(element.get("entry", "")))
            yield Indexed(children, read_string(entry, where))
        case "foreign":
            yield from _foreign(element, where)
        case "query":
            yield _query(element, where)
        case "note":
            yield from _note(element.get("label", ""), where)
        case "img":
            source = _decode(element.get("src", ""))
            hint = "put it in a paragraph of its own"
            report(where, "TXT003", f"a picture inside a line, `{source}`", "![", hint)
        case other:
            hint = "write it in another way"
            report(where, "TXT003", f"`{other}` has no meaning inside a line", "", hint)


def _link(element: ElementTree.Element, where: InlineContext) -> Iterator[Inline]:
    target = _decode(unescape_entities(element.get("href", ""))).strip()
    inner = _children(element, replace(where, plain=True, in_link=True))
    if element.get("title"):
        message = f"the link's title `{element.get('title')}` would never be seen"
        report(where, "TXT002", message, target, "delete it")
    if target.startswith("#"):
        source = where.context.source
        yield Reference(target[1:], inner, span=locate(source, f"({target}", where.line))
    elif len(target) > LONGEST_ADDRESS:
        message = f"an address of {len(target)} characters; {LONGEST_ADDRESS} is the most"
        report(where, "TXT002", message, target, "give a shorter one that leads to the same page")
        yield from inner
    elif _ADDRESS.fullmatch(target):
        yield Link(write_in_ascii(target), inner or (Text(target),))
    else:
        message = f"a link may not lead to `{target}`"
        report(where, "TXT002", message, target, _say_what_leads(target))
        yield from inner


def _say_what_leads(target: str) -> str:
    """What is to be done about the address `target`, to which no link may lead."""
    sign = _UNSAFE.search(target)
    if sign and _ADDRESS.match(target):
        return f"write `{quote(sign[0])}` in the place of `{sign[0]}`"
    return "links begin with https:, http: or mailto:, or with # for a place in this text"


def _foreign(element: ElementTree.Element, where: InlineContext) -> Iterator[Inline]:
    language = element.get("language", "")
    inner = _children(element, replace(where, plain=True))
    if _LANGUAGE.fullmatch(language):
        yield Foreign(inner, language)
    else:
        hint = "write its tag, such as `fr` or `pt-BR`"
        report(where, "TXT014", f"`{language}` is no language", f"lang={language}", hint)
        yield from inner


def _code(text: str, where: InlineContext) -> Iterator[Inline]:
    """Code in a line; what stands between `{{` and `}}` in it is code too."""
    if text.strip():
        yield Code(say_literally(text, where.context))
    else:
        report(where, "TXT003", "code that is nothing but spaces", "`", "delete it")


def say_literally(text: str, context: FileContext) -> str:
    """`text` as it was typed: no expression in it is evaluated."""
    context.evaluated.update(COVERED.findall(text))
    return uncover(text, context.expressions)


def _query(element: ElementTree.Element, where: InlineContext) -> AuthorQuery:
    says = _decode(element.get("says", ""))
    if where.in_note:
        hint = "put it where the note is called"
        report(where, "TXT013", "a query inside a note", "{>>", hint)
    span = locate(where.context.source, "{>>", where.line)
    return AuthorQuery(read_string(says, where), _children(element, where), span)


def _note(label: str, where: InlineContext) -> Iterator[Inline]:
    found = where.context.notes.get(label)
    if where.in_note:
        hint = "write what it says in the outer note, or call it in the text"
        report(where, "TXT007", "a note inside a note", f"[^{label}]", hint)
    elif found is None:
        message = f"there is no note `[^{label}]:`"
        hint = suggest(label, where.context.notes) or f"write `[^{label}]: …` in a line of its own"
        report(where, "TXT007", message, f"[^{label}]", hint)
    else:
        _report_repeated(label, where)
        inner = InlineContext(where.context, found.line, in_note=True)
        yield Note(read_phrase(found.text, inner))


def _report_repeated(label: str, where: InlineContext) -> None:
    if label in where.context.called:
        message = f"the note `{label}` is called again, and is printed at each call"
        span = _locate(f"[^{label}]", where)
        hint = "write a note of its own for each call, if it is to be printed once"
        where.context.source.problems.append(note("TXT007", message, span, hint))
    where.context.called.add(label)


# ------------------------------------------------------------------------------ text


def _split(text: str, where: InlineContext) -> Iterator[Inline]:
    """The pieces of `text`: words, addresses, facts quoted by name, abbreviations."""
    text = restore_signs(text)
    _report_loose_marks(text, where)
    for rest in find_rest(text):
        _report_lookalike(rest, where)
    _report_stray(text, where, "a query is written {>>so<<}, and {==what it is about==}{>>so<<}")
    end = 0
    for found in () if where.in_link else find_addresses(text):
        words = text[found.start : found.end]
        target = _decode(unescape_entities(found.scheme + words))
        if len(target) <= LONGEST_ADDRESS and _ADDRESS.fullmatch(target):
            yield from _split_facts(text[end : found.start], where)
            yield Link(write_in_ascii(target), (Text(words),))
            end = found.end
    yield from _split_facts(text[end:], where)


def _split_facts(text: str, where: InlineContext) -> Iterator[Inline]:
    end = 0
    for covered in COVERED.finditer(text):
        yield from _split_terms(text[end : covered.start()], where)
        found = _evaluate(covered[1], where)
        if not isinstance(found, Problem):
            yield found
        end = covered.end()
    yield from _split_terms(text[end:], where)


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


def _refuse_marked(found: Mention, where: InlineContext) -> None:
    """Report a marked fact in plain words, which would not tell of its marking."""
    if where.context.shared.facts[found.fact].marking:
        message = f"the fact `{found.fact}` is marked, and these words cannot show that"
        hint = "write its value itself, and mark the part that these words belong to"
        report(where, "MRK005", message, found.fact, hint)


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
        case Indexed():
            children = _finish_all(inline.children, where)
            return Indexed(children, inline.entry or _SPACE.sub(" ", text_of(children)).strip())
        case Strong() | Emphasis() | Link() | Reference() | Foreign() | AuthorQuery():
            return replace(inline, children=_finish_all(inline.children, where))
        case _:
            return inline


def _decode_text(text: str, where: InlineContext) -> str:
    decoded = _decode(unescape_entities(text))
    forbidden = find_forbidden(decoded)
    if forbidden:
        report(where, "SRC002", describe(forbidden), "&#", "delete it")
    return decoded


def decode(text: str) -> str:
    """`text`, from an attribute of an element, as it was meant."""
    return _decode(unescape_entities(restore_signs(text)))


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
