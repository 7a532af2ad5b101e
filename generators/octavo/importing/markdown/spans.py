"""Words that other programs mark in Markdown: attributes, tags of templates, links of wikis."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from functools import partial

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline

ATTRIBUTES = re.compile(
    r"\{:?[ \t]*(?:(?:[#.][\w:./-]+|[\w:-]+=(?:\"[^\"]*\"|'[^']*'|[^\s\"'{}=]+)|-)[ \t\n]*)+\}"
    r"|\{:[ \t]*toc[ \t]*\}"
)
_TEMPLATE = re.compile(r"\{\{([<%])(.*?)\1?[>%]\}\}|\{%.*?%\}", re.DOTALL)
_OUTPUT = re.compile(r"\{\{[^{}]*\}\}")
_WIKI = re.compile(r"(!?)\[\[([^\[\]\n|]+)(?:\|([^\[\]\n]*))?\]\]")
_REMARK = re.compile(r"%%(.*?)%%", re.DOTALL)
_IN_ADDRESS = re.compile(
    r"(\]\()[ \t]*((?:[^()\s{}`]*\{[{%][^{}`]*[}%]\})+[^()\s`]*)[ \t]*(?=\)|[ \t]+\")"
)
_WITH_NOTE = re.compile(r"\[([^\[\]]+)\](?=\[\^)")
_INSERTS = re.compile(r"\{[{%][<%]?-?\s*(.*?)\s*-?[>%]?[}%]\}")
_PATH = re.compile(r"[\w./#-]*[./#][\w./#-]*")


def install(engine: MarkdownIt) -> None:
    """Have `engine` read these marks."""
    ruler = engine.inline.ruler
    ruler.before("link", "wiki_link", _read_wiki_link)
    ruler.before("link", "template", _read_template)
    ruler.after("template", "attributes", _read_attributes)
    ruler.before("link", "span", _read_span)
    ruler.before("emphasis", "marked", _read_marked)
    ruler.before("emphasis", "remark", _read_remark)
    engine.core.ruler.before("inline", "template_addresses", _clear_addresses)


def _read_template(state: StateInline, silent: bool) -> bool:
    """`{{< name >}}` of Hugo, `{% name %}` and `{{ name }}` of Liquid."""
    if state.src[state.pos] != "{":
        return False
    found = _TEMPLATE.match(state.src, state.pos) or _OUTPUT.match(state.src, state.pos)
    if found is None:
        return False
    if not silent:
        shown = found.re is _OUTPUT
        state.push("output" if shown else "template", "", 0).content = found[0]
    state.pos = found.end()
    return True


def _read_attributes(state: StateInline, silent: bool) -> bool:
    """`{#id .class key=value}` after what it is said of."""
    found = ATTRIBUTES.match(state.src, state.pos) if state.src[state.pos] == "{" else None
    if found and not silent:
        state.push("attributes", "", 0).content = found[0]
    state.pos = found.end() if found else state.pos
    return found is not None


def _read_span(state: StateInline, silent: bool) -> bool:
    """`[words]{.class}`: the words alone."""
    if state.src[state.pos] != "[":
        return False
    end = state.md.helpers.parseLinkLabel(state, state.pos)
    if end < 0 or not ATTRIBUTES.match(state.src, end + 1):
        return False
    if not silent:
        _read_between(state, state.pos + 1, end, "span")
    state.pos = end + 1
    return True


def _read_marked(state: StateInline, silent: bool) -> bool:
    """`==words==`, and `^^words^^` as Python-Markdown has it."""
    mark = state.src[state.pos : state.pos + 2]
    if mark not in ("==", "^^") or state.src[state.pos + 2 : state.pos + 3] in ("", " ", mark[0]):
        return False
    end = state.src.find(mark, state.pos + 2, state.posMax)
    if end < 0 or state.src[end - 1] in " \n" or "\n\n" in state.src[state.pos : end]:
        return False
    if not silent:
        _read_between(state, state.pos + 2, end, "mark" if mark == "==" else "ins")
    state.pos = end + 2
    return True


def _read_remark(state: StateInline, silent: bool) -> bool:
    """`%%words%%`, a comment of Obsidian."""
    found = (
        _REMARK.match(state.src, state.pos, state.posMax) if state.src[state.pos] == "%" else None
    )
    if found and not silent:
        state.push("remark", "", 0).content = found[1]
    state.pos = found.end() if found else state.pos
    return found is not None


def _read_wiki_link(state: StateInline, silent: bool) -> bool:
    """`[[page|words]]` and `![[picture.png]]`."""
    found = _WIKI.match(state.src, state.pos) if state.src[state.pos] in "[!" else None
    if found is None:
        return False
    if not silent:
        token = state.push("embed" if found[1] else "wiki_link", "", 0)
        token.content, token.meta = found[2].strip(), {"words": (found[3] or "").strip()}
    state.pos = found.end()
    return True


def _read_between(state: StateInline, start: int, end: int, tag: str) -> None:
    limit = state.posMax
    state.push(f"{tag}_open", tag, 1)
    state.pos, state.posMax = start, end
    state.md.inline.tokenize(state)
    state.posMax = limit
    state.push(f"{tag}_close", tag, -1)


def _clear_addresses(state: StateCore) -> None:
    """Have links that CommonMark does not know: with tags of a template, or a note, behind them."""
    listed: Mapping[str, object] = state.env.get("references", {})
    for token in state.tokens:
        if token.type == "inline" and "][^" in token.content:
            token.content = _WITH_NOTE.sub(partial(_close_label, listed), token.content)
        if token.type == "inline" and "](" in token.content and "{" in token.content:
            token.content = _IN_ADDRESS.sub(_clear_address, token.content)


def _close_label(listed: Container[str], found: re.Match[str]) -> str:
    """`[words][]` for the words of a link: what follows is a note, and not its label."""
    return f"{found[0]}[]" if normalizeReference(found[1]) in listed else found[0]


def _clear_address(found: re.Match[str]) -> str:
    return found[1] + _INSERTS.sub(_find_path, found[2])


def _find_path(found: re.Match[str]) -> str:
    """What names a page in a tag: `{{< ref "page.md" >}}`, `{% link page.md %}`."""
    words = found[1].replace('"', " ").replace("'", " ").split()
    return words[-1] if len(words) > 1 and _PATH.fullmatch(words[-1]) else ""
