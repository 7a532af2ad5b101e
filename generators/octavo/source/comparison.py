"""Whether Python-Markdown has read the blocks, and the words in them, as CommonMark does."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import zip_longest
from xml.etree import ElementTree

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from octavo.source.addresses import ADDRESS_START, BARE_ADDRESS
from octavo.source.emphasis import restore_signs
from octavo.source.layout import APART, HELD, UNREAD, restore
from octavo.source.markdown import (
    ESCAPED,
    FOREIGN,
    INDEXED,
    NOTE_CALL,
    QUERY,
    unescape_entities,
)
from octavo.source.outline import Address, Part

_CONTAINERS = frozenset({"ul", "ol", "li", "dl", "dd", "blockquote", "table", "tr"})
_GROUPS = frozenset({"thead", "tbody"})
_KEPT_WHOLE = frozenset({"pre", "html"})


def match_blocks(root: ElementTree.Element, parts: Sequence[Part]) -> Part | None:
    """Give each element in `root` the line of its part; the first part that has none like it.

    An element `p` with the attribute `held` stands for a part that is kept as it was typed; `lazy`
    says that the last line of a paragraph is not indented as its first.
    """
    tidy(root)
    elements = list(_list_elements(root))
    wanted = [part for part in parts if part.kind not in UNREAD]
    for element, part in zip_longest(elements, wanted):
        if part is None:
            return wanted[-1] if wanted else Part("", 0, 0)
        found = part if element is None else _match(element, part)
        if found:
            return found
    return None


def _match(element: ElementTree.Element, part: Part) -> Part | None:
    held = part.kind in _KEPT_WHOLE
    if element.tag != ("p" if held else part.kind):
        return part
    element.set("line", str(part.first))
    if held:
        element.set("held", str(part.first))
        same = (element.text or "").strip() == HELD
        element.text = ""
        return None if same else part
    if part.kind in _CONTAINERS:
        return match_blocks(element, part.parts)
    read = restore(element.text or "").split()
    element.text = "\n".join(line.lstrip() for line in part.lines)
    element.set("lazy", "yes" if part.end - 1 in part.lazy else "")
    return None if read == element.text.split() else part


def tidy(root: ElementTree.Element) -> None:
    """Take out what only kept blocks apart; words right in an item become a paragraph."""
    if root.tag in ("li", "dd") and root.text and root.text.strip():
        paragraph = ElementTree.Element("p")
        paragraph.text, root.text = root.text, None
        root.insert(0, paragraph)
    for child in list(root):
        if child.tag == "p" and child.text == APART:
            root.remove(child)


def _list_elements(root: ElementTree.Element) -> Iterator[ElementTree.Element]:
    for child in root:
        if child.tag in _GROUPS:
            yield from child
        else:
            yield child


# ------------------------------------------------------------------------------ words

_SIGNS = re.compile(r"[*_`\[\]<>\\&!{]|  \n")
"""Without any of these, words are nothing but words."""
_SPACES = re.compile(r"[ \t\n]+")
_KINDS = {"em", "strong", "a", "code"}


def is_read_alike(element: ElementTree.Element, addresses: Mapping[str, Address]) -> bool:
    """Whether the words in `element` are marked, linked and broken as CommonMark has them."""
    typed = element.get("typed", "")
    if not _SIGNS.search(typed):
        return True
    references = {
        label: {"href": address.href, "title": address.title}
        for label, address in addresses.items()
    }
    tokens: list[Token] = []
    engine = _get_engine()
    engine.inline.parse(typed, engine, {"references": references}, tokens)
    return _tidy(_list_token_signs(tokens)) == _tidy(_list_element_signs(element))


def _tidy(signs: Iterable[str]) -> str:
    squeezed = _SPACES.sub(" ", "".join(signs)).strip()
    return re.sub(" ?(\x0ebr\x0f) ?", r"\1", squeezed)


def _sign(name: str) -> str:
    return f"\x0e{name}\x0f"


def _list_token_signs(tokens: Sequence[Token]) -> Iterator[str]:
    """The words of `tokens`, with a sign for each beginning and end of what is marked."""
    for token in tokens:
        match token.type:
            case "text" | "text_special":
                yield token.content
            case "softbreak":
                yield "\n"
            case "hardbreak":
                yield _sign("br")
            case "code_inline":
                yield from (_sign("code"), token.content, _sign("/code"))
            case "image":
                yield _sign(f"img {token.attrs['src']}")
            case "note":
                yield _sign(f"note {token.content}")
            case "group":
                yield from _list_token_signs(token.children or ())
            case _:
                end = "/" if token.nesting < 0 else ""
                href = f" {token.attrs['href']}" if "href" in token.attrs else ""
                yield _sign(f"{end}{token.tag}{href}")


def _list_element_signs(element: ElementTree.Element) -> Iterator[str]:
    """The same for what Python-Markdown made of them."""
    text = element.text or ""
    yield html.unescape(text) if element.tag == "code" else _decode(text)
    for child in element:
        yield from _list_one(child)
        yield _decode(child.tail or "")


def _list_one(element: ElementTree.Element) -> Iterator[str]:
    match element.tag:
        case "br":
            yield _sign("br")
        case "note":
            yield _sign(f"note {element.get('label')}")
        case "img":
            yield _sign(f"img {_normalise(element.get('src', ''))}")
        case tag if tag in _KINDS:
            href = f" {_normalise(element.get('href', ''))}" if tag == "a" else ""
            yield _sign(f"{tag}{href}")
            yield from _list_element_signs(element)
            yield _sign(f"/{tag}")
        case _:
            yield from _list_element_signs(element)


def _decode(text: str) -> str:
    decoded = ESCAPED.sub(lambda match: chr(int(match[1])), unescape_entities(text))
    return restore_signs(decoded)


def _normalise(address: str) -> str:
    return _get_engine().normalizeLink(_decode(address))


class _Judge(MarkdownIt):
    """markdown-it-py; the words of `<https://example.org/%20>` stay as they are (6.5)."""

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802  the name markdown-it-py calls
        return link


@cache
def _get_engine() -> MarkdownIt:
    """markdown-it-py as the judge of words."""
    engine = _Judge("commonmark", {"maxNesting": 100}).disable("html_inline")
    engine.inline.ruler.before("link", "ours", _read_ours)
    engine.inline.ruler.at("text", _read_plain)
    return engine


_STOP = re.compile(rf"[\n!#$%&*+:<=>@\[\\\]^_`{{}}~-]|{ADDRESS_START}")
_BARE = re.compile(BARE_ADDRESS)


def _read_plain(state: StateInline, silent: bool) -> bool:
    """Words up to the next sign, and addresses among them whole."""
    address = _BARE.match(state.src, state.pos)
    following = None if address else _STOP.search(state.src, state.pos)
    end = address.end() if address else following.start() if following else state.posMax
    end = min(end, state.posMax)
    if not silent:
        words = state.src[state.pos : end]
        state.append_pending(unescape_entities(words) if address else words)
    found, state.pos = end > state.pos, end
    return found


_PLAIN = r"[^\[\]\\]|\\."
_OURS = (
    (re.compile(NOTE_CALL), "note"),
    (re.compile(INDEXED.replace(r"[^\[\]\n]", rf"(?:{_PLAIN})")), "group"),
    (re.compile(FOREIGN.replace(r"[^\[\]]", rf"(?:{_PLAIN}|\[(?:{_PLAIN})*\])")), "group"),
    (re.compile(QUERY, re.DOTALL), "group"),
)


def _read_ours(state: StateInline, silent: bool) -> bool:
    """What Octavo reads besides: notes, words for the index or in other languages, queries."""
    if state.src[state.pos] not in "[{":
        return False
    for pattern, kind in _OURS:
        found = pattern.match(state.src, state.pos)
        if found:
            if not silent:
                _push(state, kind, found[1] or "")
            state.pos = found.end()
            return True
    return False


def _push(state: StateInline, kind: str, words: str) -> None:
    token = state.push(kind, "", 0)
    token.content = words
    token.children = []
    if kind == "group":
        state.md.inline.parse(words, state.md, state.env, token.children)
