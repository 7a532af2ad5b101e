"""The parser of Markdown with the dialects of other programs, and its result as one page of HTML.

One page, because Markdown may hold HTML and HTML Markdown: only together do they make blocks.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping, MutableMapping, Sequence
from functools import partial
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.subscript import sub_plugin
from mdit_py_plugins.superscript import superscript_plugin

from octavo.importing.markdown import directives, drawn_tables, spans
from octavo.importing.markdown.findings import Findings
from octavo.importing.markdown.fragments import clean, words_of

DEEPEST = 60
"""Levels of nesting, a list and its item being two; more are refused. Reading calls itself for each
level, and Python ends a program after 1,000 calls. The deepest of 150 real files has 10."""

LONGEST = 60_000
"""Characters of a paragraph; a longer one is refused. A long chapter in one line would have 50,000;
the parser of words looks for the end of a mark anew from each place, which takes a time that grows
with its square."""

NOTE, MARK = "octavo-note", "octavo-mark"
"""Elements of the page that no text can have: the text of a note, and where it is cited."""

_SIMPLE: Mapping[str, str] = {"softbreak": "\n", "hardbreak": "<br>"}
_CHUNK = re.compile(r"\{?[ \t]*[.=]?([\w+#./-]*)[ \t,]*(.*?)\}?")
_SHORTCODE = re.compile(r"\{\{[<%]\s*([\w/-]+)(.*?)/?[>%]\}\}", re.DOTALL)
_ARGUMENT = re.compile(r"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|`([^`]*)`|([^\s\"]+))")
_ATTRIBUTE = re.compile(r"#([\w:./-]+)|([\w:-]+)=(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'{}=]+))")
_PICTURE = re.compile(r"(?i).*\.(?:png|jpe?g|gif|svg|webp|tiff?|bmp|avif|emf|wmf)(?:#.*)?")
_WORDS = words_of(
    "title alt caption cap fig-cap fig-alt fig-scap tbl-cap lst-cap aria-label filename"
)
"""Attributes that are words whatever they say; of another only a value with a space in it is."""


class Page:
    """One text as HTML, made from tokens."""

    def __init__(self, text: str, findings: Findings) -> None:
        self._findings = findings
        self._lines = text.split("\n")
        self._line = 1
        self._env: MutableMapping[str, Any] = {}
        self._used: set[str] = set()
        tokens = make_engine(findings).parse(text, self._env)
        body = "".join(self._write(tokens))
        self._tell_unused()
        self.html = f"<html><body>{body}{''.join(self._write_inline_notes())}</body></html>"

    def _write(self, tokens: Sequence[Token]) -> Iterator[str]:
        for token in tokens:
            if token.map:
                self._line = token.map[0] + 1
            match token.type:
                case "inline":
                    yield "".join(self._write_inline(token.children or []))
                case "html_block":
                    yield clean(token.content, self._line, self._findings)
                case "fence":
                    yield self._write_code(token)
                case "code_block":
                    yield f'<pre data-line="{self._line}">{html.escape(token.content)}</pre>'
                case "math_block" | "math_block_label":
                    words = f"{token.content.strip()} {token.info}".strip()
                    self._keep_equation(words)
                    yield f'<pre data-line="{self._line}" lang="">{html.escape(words)}</pre>'
                case "words":
                    reason = "write it into the text if readers need it"
                    if token.info == "abbreviations":
                        reason = "write it into `publication.yaml`, under `abbreviations`"
                    self._findings.leave(token.info, self._line, token.content, reason)
                case "picture" | "hr":
                    yield self._write_tag(token)
                case "footnote_reference_open":
                    label = html.escape(str(token.meta["label"]))
                    yield f'<{NOTE} data-label="{label}" data-line="{self._line}">'
                case "footnote_reference_close":
                    yield f"</{NOTE}>"
                case _ if token.nesting < 0:
                    yield f"</{token.tag}>"
                case _:
                    yield self._write_tag(token)

    def _write_tag(self, token: Token) -> str:
        attributes = dict(token.attrs)
        if token.type.endswith("list_open"):
            line = self._lines[self._line - 1]
            attributes["data-indent"] = len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())
        return f'<{token.tag}{_write_attributes(attributes)} data-line="{self._line}">'

    def _write_code(self, token: Token) -> str:
        """A block of code; what its first line says besides the language is named."""
        found = _CHUNK.fullmatch(token.info.strip())
        language, rest = (found[1], found[2]) if found else ("", token.info)
        if not token.content.strip():
            reason = "there is no code: write what the program would put there"
            self._findings.leave("blocks of code that are empty", self._line, token.info, reason)
            return ""
        if language in {"math", "latex-math"}:
            self._keep_equation(token.content)
        if re.search(r"\w{2}", rest):
            reason = "write it into the text if readers need it"
            self._findings.leave("options of code", self._line, rest, reason)
        tag = f'<pre data-line="{self._line}" data-language="{html.escape(language)}">'
        return f"{tag}{html.escape(token.content)}</pre>"

    def _keep_equation(self, words: str) -> None:
        reason = "they are kept as code, as they were typed: set them as pictures, or in words"
        self._findings.keep("equations", self._line, words, reason)

    # ---------------------------------------------------------------------------- words

    def _write_inline(self, tokens: Sequence[Token]) -> Iterator[str]:
        for at, token in enumerate(tokens):
            match token.type:
                case "text" | "text_special":
                    yield html.escape(token.content, quote=False)
                case "softbreak" | "hardbreak":
                    self._line += 1
                    yield _SIMPLE[token.type]
                case "code_inline":
                    yield f"<code>{html.escape(token.content)}</code>"
                case "html_inline":
                    yield clean(token.content, self._line, self._findings)
                case "image":
                    said = _list_arguments(_find_attributes(tokens, at + 1), _ATTRIBUTE)
                    yield self._write_image(token, dict(said))
                case "link_open":
                    self._used.add(token.meta.get("label", ""))
                    yield f"<a{_write_attributes(token.attrs)}>"
                case "footnote_ref":
                    label = token.meta.get("label") or f" {token.meta['id']}"
                    yield f'<{MARK} data-label="{html.escape(str(label))}"></{MARK}>'
                case "math_inline" | "math_inline_double" | "math_single":
                    self._keep_equation(token.content)
                    yield f"<code>{html.escape(token.content)}</code>"
                case "attributes":
                    after = tokens[at - 1].type if at else ""
                    yield self._write_anchor(token.content, after)
                case "template":
                    yield self._write_template(token.content)
                case "output":
                    reason = "a program fills the place: write there what it would"
                    self._findings.keep("places for words", self._line, token.content, reason)
                    yield html.escape(token.content)
                case "remark":
                    reason = "readers of the page do not see it"
                    self._findings.leave("comments", self._line, token.content, reason)
                case "wiki_link" | "embed":
                    yield self._write_wiki_link(token)
                case _ if token.nesting < 0:
                    yield f"</{token.tag}>"
                case _:
                    yield f"<{token.tag}{_write_attributes(token.attrs)}>"

    def _write_image(self, token: Token, said: Mapping[str, str]) -> str:
        """A picture; what its attributes call its alternative text makes its words the caption."""
        self._used.add(token.meta.get("label", ""))
        attributes = dict(token.attrs)
        words = attributes["alt"] = _read_words(token.children or [])
        if "width" in said:
            attributes["width"] = said["width"]
        if alternative := said.get("fig-alt") or said.get("alt"):
            attributes["alt"] = alternative
            attributes["title"] = f"{words} {attributes.get('title', '')}".strip()
        return f'<img{_write_attributes(attributes)} data-line="{self._line}">'

    def _write_anchor(self, text: str, after: str) -> str:
        """Attributes: an anchor, and what they say in words is named."""
        taken = ("fig-alt", "alt", "width") if after == "image" else ()
        said = [one for one in _list_arguments(text, _ATTRIBUTE) if one[0] not in taken]
        names = [value for key, value in said if key in ("", "id", "name")]
        words = [f"{k}: {v}" for k, v in said if k in _WORDS or " " in v]
        if words:
            reason = "write it into the text if readers need it"
            self._findings.leave("attributes", self._line, "; ".join(words), reason)
        return "".join(f'<a id="{html.escape(name)}"></a>' for name in names)

    def _write_template(self, text: str) -> str:
        """A tag of a template: a picture or a new page where it is one, else it is named."""
        found = _SHORTCODE.fullmatch(text)
        name = found[1].lower() if found else ""
        said = dict(_list_arguments(found[2], _ARGUMENT)) if found else {}
        if name in {"pagebreak", "newpage"}:
            return "<hr>"
        if name in {"figure", "img", "image"} and said.get("src"):
            words: dict[str, str | int | float] = {"src": said["src"], "alt": said.get("alt", "")}
            captions = (said.get(key, "") for key in ("title", "caption", "attr"))
            title = " ".join(filter(None, captions))
            return f'<img{_write_attributes({**words, "title": title})} data-line="{self._line}">'
        reason = "only the program that made the page knows it"
        self._findings.leave("tags of templates", self._line, text, reason)
        return ""

    def _write_wiki_link(self, token: Token) -> str:
        page, words = token.content, token.meta["words"]
        if token.type == "embed" and _PICTURE.fullmatch(page):
            alt = "" if re.fullmatch(r"[\dx]+", words) else words
            return f'<img{_write_attributes({"src": page, "alt": alt})} data-line="{self._line}">'
        if token.type == "embed":
            reason = "it shows another page here: import that, too, and copy the words"
            self._findings.leave("pages shown in another", self._line, f"{page} {words}", reason)
            return ""
        if words and not page.startswith("#"):
            reason = "make a link of it, or a reference to an id"
            self._findings.leave("names of linked pages", self._line, page, reason)
        return html.escape(words or page)

    # -------------------------------------------------------------------------- the end

    def _write_inline_notes(self) -> Iterator[str]:
        """The notes that stand where they are cited: `^[words]`."""
        listed: Mapping[int, Any] = self._env.get("footnotes", {}).get("list", {})
        for number, note in listed.items():
            if "tokens" in note:
                words = "".join(self._write_inline(note["tokens"]))
                yield f'<{NOTE} data-label=" {number}"><p>{words}</p></{NOTE}>'

    def _tell_unused(self) -> None:
        """Name the addresses of links that no link has."""
        listed: Mapping[str, Any] = self._env.get("references", {})
        doubled: Sequence[Any] = self._env.get("duplicate_refs", ())
        unused = [one for label, one in listed.items() if label not in self._used]
        labels = {id(one): label for label, one in listed.items()}
        for one in (*unused, *doubled):
            label = str(labels.get(id(one)) or one.get("label", ""))
            line = int(one.get("map", (0,))[0]) + 1
            words = " ".join(filter(None, (label, one["href"].strip("#"), one["title"])))
            hidden = one["href"] in ("#", "", "<>")
            kind = "comments" if hidden else "addresses without a link"
            self._findings.leave(kind, line, words, "no reader of the page sees it")


def make_engine(findings: Findings) -> MarkdownIt:
    """markdown-it-py with the rules of the dialects. It refuses what would take too long."""
    options = {"maxNesting": DEEPEST, "store_labels": True}
    engine = MarkdownIt("commonmark", options).enable(["table", "strikethrough"])
    engine.use(footnote_plugin, move_to_end=False)
    engine.use(deflist_plugin)
    engine.use(dollarmath_plugin, allow_space=False, allow_digits=False, double_inline=True)
    for rule in engine.inline.ruler.__rules__:
        if rule.name == "math_inline":
            rule.fn = partial(_read_equation, rule.fn)
    engine.use(sub_plugin).use(superscript_plugin)
    directives.install(engine)
    drawn_tables.install(engine)
    spans.install(engine)
    engine.core.ruler.after("block", "limits", partial(_refuse_excess, findings))
    return engine


def _read_equation(
    rule: Callable[[StateInline, bool], bool], state: StateInline, silent: bool
) -> bool:
    """What stands between two dollars, unless a link ends between them: then they are no marks."""
    if state.src[state.pos] != "$":
        return False
    end = state.src.find("$", state.pos + 1)
    return "](" not in state.src[state.pos : end] and rule(state, silent)


def _refuse_excess(findings: Findings, state: StateCore) -> None:
    """Refuse what is nested too deep, and a paragraph that is no text."""
    for token in state.tokens:
        line = token.map[0] + 1 if token.map else 0
        if token.level >= DEEPEST - 1:
            findings.refuse_depth(line)
        if token.type == "inline" and len(token.content) > LONGEST:
            message = f"a paragraph has {len(token.content):,} characters"
            findings.refuse("IMF034", message, line, f"divide it: up to {LONGEST:,} are read")


def _find_attributes(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].content if at < len(tokens) and tokens[at].type == "attributes" else ""


def _write_attributes(attributes: Mapping[str, str | int | float]) -> str:
    return "".join(f' {key}="{html.escape(str(said))}"' for key, said in attributes.items() if said)


def _list_arguments(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    for found in pattern.findall(text):
        if pattern is _ATTRIBUTE and found[0]:
            yield "", found[0]
        else:
            key, *values = found[1:] if pattern is _ATTRIBUTE else found
            yield key, "".join(values)


def _read_words(tokens: Sequence[Token]) -> str:
    """The words of an alternative text, whatever their look."""
    words = (
        _read_words(token.children) if token.children else _SPACES.get(token.type, token.content)
        for token in tokens
    )
    return "".join(words)


_SPACES: Mapping[str, str] = {"softbreak": " ", "hardbreak": " "}
