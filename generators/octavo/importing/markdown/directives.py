"""Blocks that other programs add to Markdown: boxes, directives, abbreviations, code of Jekyll."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from octavo.importing.markdown.fragments import words_of

BlockRule: TypeAlias = Callable[[StateBlock, int, int, bool], bool]

BOXES = words_of(
    "abstract admonition attention bug caution danger error example failure fail faq help hint "
    "important info information missing note notice question quote cite seealso summary success "
    "check done tip tldr todo warn warning versionadded versionchanged deprecated topic sidebar "
    "details spoiler callout alert dropdown margin"
)
"""Names of boxes. A container or directive of another name is only an arrangement of blocks."""
_PICTURES = frozenset(("figure", "image"))
_SOURCES = frozenset(("code", "code-block", "code-cell", "sourcecode", "literalinclude", "prompt"))


class _WholeLine:
    """A pattern of whole lines, and the characters with which they begin."""

    def __init__(self, begins: str, pattern: str) -> None:
        self.begins = begins
        self.pattern = re.compile(pattern)


_ARRANGEMENTS = words_of(
    "table list-table rubric card grid grid-item grid-item-card tab-set tab-item container div"
    " epigraph pull-quote highlights centered"
)
"""Names of directives that only arrange what they hold; what stands after the name is a title."""
_FENCE = _WholeLine("`~:", r"(`{3,}|~{3,}|:{3,})[ \t]*\{([A-Za-z][\w:-]*)\}[ \t]*(.*)")
_COLONS = _WholeLine(":", r"(:{3,})[ \t]*([^\s:].*?)[ \t]*:*[ \t]*")
_BRACES = re.compile(r"\{[^{}]*\}")
_COLONS_END = _WholeLine(":", r":{3,}[ \t]*")
_ADMONITION = _WholeLine("!?=", r"(!!!|\?\?\?\+?|===[!+]?)[ \t]+(.*)")
_QUOTED = re.compile(r"\"((?:\\.|[^\"\\])*)\"")
_OPTION = _WholeLine(":", r":([\w-]+):(?:[ \t]+(.*))?")
_ABBREVIATION = _WholeLine("*", r"\*\[([^\]]+)\]:[ \t]*(.*)")
_ALERT = re.compile(r"\[!([\w-]+)(?:\|[^\]]*)?\][+-]?[ \t]*([^\n]*)(?:\n|\Z)")
_CODE = _WholeLine("{", r"\{(?:%|\{<)-?\s*highlight\s+([\w+#-]+)([^%>]*?)-?(?:%|>\})\}\s*")
_CODE_END = _WholeLine("{", r"\{(?:%|\{<)-?\s*(?:endhighlight|/highlight)\s*-?(?:%|>\})\}\s*")
_CODE_ENDS = ("endhighlight", "/highlight")
_HTML_WITH_MARKDOWN = _WholeLine(
    "<", r"<[A-Za-z][\w-]*(?:[ \t][^<>]*)?[ \t]markdown(?:[ \t=][^<>]*)?>\s*"
)
_CAPTION = re.compile(r"(?:[Tt]able)?:[ \t]+\S")
_NEW_PAGE = _WholeLine("\\", r"\\(?:newpage|pagebreak|clearpage)(?:\[\d*\])?(?:\{\})?[ \t]*")
_EQUATION = _WholeLine("\\", r"\\begin\{([A-Za-z]+\*?)\}.*")
_INTERRUPT = ["paragraph", "reference", "blockquote", "list"]


def install(engine: MarkdownIt) -> None:
    """Have `engine` read these blocks."""
    ruler = engine.block.ruler
    rules: Sequence[tuple[str, BlockRule, Sequence[str]]] = (
        ("directive", _read_directive, _INTERRUPT),
        ("container", _read_container, _INTERRUPT),
        ("admonition", _read_admonition, _INTERRUPT),
        ("highlight", _read_highlight, _INTERRUPT),
        ("new_page", _read_new_page, _INTERRUPT),
        ("environment", _read_environment, ["paragraph"]),
        ("markdown_in_html", _read_html_line, _INTERRUPT),
    )
    for name, rule, alt in rules:
        ruler.before("fence", name, rule, {"alt": list(alt)})
    ruler.before("reference", "abbreviation", _read_abbreviation, {"alt": ["paragraph"]})
    ruler.before("table", "end_of_table", _end_table, {"alt": ["blockquote"]})
    engine.core.ruler.after("block", "alerts", _find_alerts)


def _match(state: StateBlock, line: int, wanted: _WholeLine) -> re.Match[str] | None:
    """What is found if it is the whole line, unless that is code."""
    at, end = state.bMarks[line] + state.tShift[line], state.eMarks[line]
    if at >= end or state.src[at] not in wanted.begins or state.is_code_block(line):
        return None
    return wanted.pattern.fullmatch(state.src, at, end)


# ----------------------------------------------------------------------------- directives


def _read_directive(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """```` ```{note} Title ````, and with colons, as MyST has them."""
    found = _match(state, start, _FENCE)
    name = found[2].lower() if found else ""
    if not found or name not in BOXES | _PICTURES | _SOURCES | _ARRANGEMENTS | {"math"}:
        return False
    if silent:
        return True
    last, closed = _find_fence_end(state, start, end, found[1])
    first, options = _read_options(state, start + 1, last)
    if name in _PICTURES:
        _push_picture(state, start, found[3], options, first, last)
    elif name in _SOURCES | {"math"}:
        code = state.push("fence" if name in _SOURCES else "math_block", "code", 0)
        code.info, code.map = found[3].strip(), [start, last]
        code.content = state.getLines(first, last, state.blkIndent, True)
        _push_options(state, start, options)
    else:
        _open(state, start, "aside" if name in BOXES else "div", found[3].strip())
        _push_options(state, start, options)
        _read_within(state, first, last)
        _close(state, "aside" if name in BOXES else "div")
    state.line = last + closed
    return True


def _find_fence_end(state: StateBlock, start: int, end: int, fence: str) -> tuple[int, bool]:
    closing = _WholeLine(fence[0], rf"{re.escape(fence[0])}{{{len(fence)},}}[ \t]*")
    for line in range(start + 1, end):
        if not state.isEmpty(line) and state.sCount[line] < state.blkIndent:
            return line, False
        if _match(state, line, closing):
            return line, True
    return end, False


def _read_options(state: StateBlock, first: int, last: int) -> tuple[int, dict[str, str]]:
    """The first line after the options of a directive, and what they say."""
    options: dict[str, str] = {}
    while first < last and (found := _match(state, first, _OPTION)):
        options[found[1]] = (found[2] or "").strip()
        first += 1
    return first, options


def _push_options(state: StateBlock, line: int, options: Mapping[str, str]) -> None:
    """Options with words, which are named as not imported."""
    words = "; ".join(f"{key}: {said}".strip() for key, said in options.items())
    if words:
        _push_words(state, line, "options of directives", words)


def _push_words(state: StateBlock, line: int, kind: str, words: str) -> None:
    token = state.push("words", "", 0)
    token.info, token.content, token.map = kind, words, [line, line + 1]


def _push_picture(
    state: StateBlock, start: int, source: str, options: dict[str, str], first: int, last: int
) -> None:
    opening = state.push("figure_open", "figure", 1)
    opening.map = [start, last]
    picture = state.push("picture", "img", 0)
    picture.attrs = {"src": source.strip(), "alt": options.pop("alt", "")}
    picture.map = [start, start + 1]
    caption = state.push("caption_open", "figcaption", 1)
    caption.map = [start, last]
    _read_within(state, first, last)
    state.push("caption_close", "figcaption", -1)
    if name := options.pop("name", ""):
        opening.attrs = {"id": name}
    _push_options(state, start, options)
    state.push("figure_close", "figure", -1)


# ----------------------------------------------------------------------------- containers


def _read_container(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`::: note`, as Pandoc, Quarto, Docusaurus and VuePress have it, to its `:::`."""
    found = _match(state, start, _COLONS)
    if not found:
        return _match(state, start, _COLONS_END) is not None and _skip_end(state, start, silent)
    if silent:
        return True
    last, closed = _find_container_end(state, start, end)
    kind, title, words = _name_container(found[2])
    _open(state, start, kind, title)
    if words:
        _push_words(state, start, "attributes of containers", words)
    _read_within(state, start + 1, last)
    _close(state, kind)
    state.line = last + closed
    return True


def _skip_end(state: StateBlock, start: int, silent: bool) -> bool:
    """The end of a container that did not begin, or began with less indent."""
    if not silent:
        state.line = start + 1
    return True


def _find_container_end(state: StateBlock, start: int, end: int) -> tuple[int, bool]:
    depth = 1
    for line in range(start + 1, end):
        if not state.isEmpty(line) and state.sCount[line] < state.blkIndent:
            return line, False
        if _match(state, line, _COLONS_END):
            depth -= 1
            if not depth:
                return line, True
        elif _match(state, line, _COLONS):
            depth += 1
        if depth > state.md.options["maxNesting"]:
            break
    return end, False


def _name_container(text: str) -> tuple[str, str, str]:
    """The element, the title and the other words of what stands after the colons."""
    if found := _BRACES.match(text):
        braces, rest = found[0], text[found.end() :].strip()
        names = {name.removeprefix("callout-") for name in re.findall(r"[\w-]+", braces)}
        said = dict(re.findall(r"([\w-]+)=\"([^\"]*)\"", braces))
        titles = (said.pop("title", ""), rest)
        others = "; ".join(f"{key}: {words}" for key, words in said.items() if " " in words)
        return ("aside" if names & BOXES else "div"), " ".join(filter(None, titles)), others
    name, _, rest = text.partition(" ")
    name, _, label = name.partition("[")
    title = f"[{label} {rest}" if label else rest
    title = re.sub(r"^\[(.*)\]$", r"\1", re.sub(r"\s*\{[^{}]*\}$", "", title.strip()))
    return ("aside" if name.lower() in BOXES else "div"), title, ""


# ---------------------------------------------------------------------------- admonitions


def _read_admonition(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`!!! note "Title"`, and what is indented by four below, as Python-Markdown has it."""
    found = _match(state, start, _ADMONITION)
    if not found or (found[1].startswith("===") and not _QUOTED.search(found[2])):
        return False
    if silent:
        return True
    quoted = _QUOTED.search(found[2])
    title = re.sub(r"\\(.)", r"\1", quoted[1]) if quoted else ""
    kinds = _QUOTED.sub("", found[2]).split()
    if quoted is None and kinds and kinds[0].lower() not in BOXES:
        title = " ".join(kinds)
    elif quoted is None:
        title = " ".join(kinds[:1]).capitalize()
    _open(state, start, "aside", title)
    outer = state.blkIndent
    state.blkIndent = outer + 4
    _read_within(state, start + 1, end)
    state.blkIndent = outer
    _close(state, "aside")
    return True


# ------------------------------------------------------------------------- single lines


def _read_abbreviation(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`*[HTML]: HyperText Markup Language`."""
    found = _match(state, start, _ABBREVIATION)
    if found and not silent:
        _push_words(state, start, "abbreviations", f"{found[1]}: {found[2]}")
        state.line = start + 1
    return found is not None


def _read_highlight(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Code between the tags `highlight` of Jekyll or Hugo."""
    found = _match(state, start, _CODE)
    if not found:
        return False
    if "last_highlight" not in state.env:
        state.env["last_highlight"] = max(map(state.src.rfind, _CODE_ENDS))
    if state.env["last_highlight"] < state.eMarks[start]:
        return False
    lines = range(start + 1, end)
    last = next((line for line in lines if _match(state, line, _CODE_END)), None)
    if last is None:
        return False
    if not silent:
        token = state.push("fence", "code", 0)
        token.info, token.map = f"{found[1]} {found[2]}".strip(), [start, last]
        token.content = state.getLines(start + 1, last, state.blkIndent, True)
        state.line = last + 1
    return True


def _read_new_page(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`\\newpage`, as Pandoc hands it to LaTeX."""
    found = _match(state, start, _NEW_PAGE)
    if found and not silent:
        state.push("hr", "hr", 0).map = [start, start + 1]
        state.line = start + 1
    return found is not None


def _read_environment(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`\\begin{align}` to its end."""
    found = _match(state, start, _EQUATION)
    if not found:
        return False
    closing = f"\\end{{{found[1]}}}"
    if state.src.find(closing, state.bMarks[start]) < 0:
        return False
    for line in range(start, end):
        if closing in state.src[state.bMarks[line] : state.eMarks[line]]:
            if not silent:
                token = state.push("math_block", "code", 0)
                token.map = [start, line + 1]
                token.content = state.getLines(start, line + 1, state.blkIndent, False)
                state.line = line + 1
            return True
    return False


def _read_html_line(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A tag that says that what follows is Markdown, although no empty line comes first."""
    found = _match(state, start, _HTML_WITH_MARKDOWN)
    if found and not silent:
        token = state.push("html_block", "", 0)
        token.content, token.map = found[0], [start, start + 1]
        state.line = start + 1
    return found is not None


def _end_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A caption ends the table above it; what it says is a paragraph."""
    at = state.bMarks[start] + state.tShift[start]
    return (
        silent
        and state.parentType == "table"
        and _CAPTION.match(state.src, at, state.eMarks[start]) is not None
    )


# --------------------------------------------------------------------------------- alerts


def _find_alerts(state: StateCore) -> None:
    """Quotations that begin with `[!NOTE]` become boxes, what stands after it their title."""
    tokens: list[Token] = []
    open_boxes: list[bool] = []
    for at, token in enumerate(state.tokens):
        if token.type == "blockquote_open":
            found = _take_alert(state.tokens, at)
            open_boxes.append(found is not None)
            token.tag = "aside" if found else token.tag
            tokens += [token, *(_make_title(found, token) if found else ())]
            continue
        if token.type == "blockquote_close" and open_boxes.pop():
            token.tag = "aside"
        tokens.append(token)
    state.tokens = tokens


def _take_alert(tokens: Sequence[Token], at: int) -> str | None:
    """The title of the box that begins at `at`, which is taken out of its first paragraph."""
    text = tokens[at + 2] if at + 2 < len(tokens) else None
    if text is None or text.type != "inline" or not (found := _ALERT.match(text.content)):
        return None
    text.content = text.content[found.end() :]
    return found[2].strip() or found[1].capitalize()


def _make_title(title: str, around: Token) -> tuple[Token, Token, Token]:
    inline = Token("inline", "", 0, content=title, children=[], map=around.map)
    opening = Token("title_open", "summary", 1, map=around.map)
    return opening, inline, Token("title_close", "summary", -1)


# -------------------------------------------------------------------------------- helpers


def _open(state: StateBlock, start: int, tag: str, title: str) -> None:
    token = state.push("box_open", tag, 1)
    token.map = [start, start + 1]
    if title:
        state.tokens += _make_title(title, token)


def _close(state: StateBlock, tag: str) -> None:
    state.push("box_close", tag, -1)


def _read_within(state: StateBlock, first: int, last: int) -> None:
    """Read the lines from `first` to before `last` as blocks."""
    limit, kind = state.lineMax, state.parentType
    state.lineMax, state.parentType = last, "root"
    state.line = first
    if first < last:
        state.md.block.tokenize(state, first, last)
    state.lineMax, state.parentType = limit, kind
