"""One page of HTML becomes blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, cast
from urllib.parse import unquote

from lxml.html import HtmlElement, HTMLParser, document_fromstring

from octavo.importing.markdown.engine import NOTE
from octavo.importing.markdown.findings import Findings
from octavo.importing.markdown.fragments import BLOCKS
from octavo.importing.markdown.html_tables import list_stray, read_grid
from octavo.importing.markdown.joining import (
    add_to_last,
    find_task,
    is_contents,
    join_captions,
    join_lists,
    read_number,
)
from octavo.importing.markdown.words import (
    ReadFile,
    Words,
    find_line,
    tell_citations,
    tidy,
)
from octavo.importing.tree import (
    ForeignAside,
    ForeignBlock,
    ForeignCell,
    ForeignCode,
    ForeignDivider,
    ForeignFigure,
    ForeignHeading,
    ForeignInline,
    ForeignInlines,
    ForeignItem,
    ForeignList,
    ForeignParagraph,
    ForeignPicture,
    ForeignQuotation,
    ForeignRun,
    ForeignTable,
)

DEEPEST = 120
"""Elements inside each other; more are refused. A list and its item are two; reading calls itself
for each, and Python ends a program after 1,000 calls. The deepest of 150 real files has 24."""
_BOXES = re.compile(r"\b(?:admonition|callout|alert|infobox|note|warning|tip|important)\b")
_TITLE = re.compile(r"\b(?:admonition-title|callout-title|alert-title|alert-heading)\b")
_CONTENTS = re.compile(r"(?i)\[\[?_?toc_?\]?\]|\{:toc\}")
_FORMS: Mapping[str, Literal["letters", "roman"]] = {
    "a": "letters",
    "A": "letters",
    "i": "roman",
    "I": "roman",
}


def read_page(html: str, findings: Findings, read_file: ReadFile) -> tuple[ForeignBlock, ...]:
    """The blocks of the page; what has no place in them is named."""
    root = document_fromstring(html, parser=HTMLParser(huge_tree=True))
    _refuse_depth(root, findings)
    body = root.find("body")
    if body is None:
        return ()
    return _Reader(findings, read_file, body).read()


def _refuse_depth(root: HtmlElement, findings: Findings) -> None:
    level: list[HtmlElement] = [root]
    for _ in range(DEEPEST):
        level = [child for element in level for child in element]
    if level:
        findings.refuse_depth(find_line(level[0]))


@dataclass
class _Pile:
    """Blocks of one level, and the words that are not in a block yet."""

    blocks: list[ForeignBlock] = field(default_factory=list[ForeignBlock])
    words: list[ForeignInline] = field(default_factory=list[ForeignInline])
    line: int = 0


class _Reader:
    def __init__(self, findings: Findings, read_file: ReadFile, body: HtmlElement) -> None:
        self._findings = findings
        self._body = body
        notes: dict[str, HtmlElement] = {}
        for note in [*body.iter(NOTE)]:
            if (label := note.get("data-label") or "") not in notes:
                notes[label] = note
                _take_out(note)
        self._targets = {
            unquote(address[1:])
            for link in body.iter("a")
            if (address := link.get("href") or "").startswith("#")
        }
        names = frozenset(str(name) for name in body.xpath("//@id | //a/@name"))
        self._words = Words(findings, read_file, names, notes)
        self._words.read_blocks = self._read_children
        self._slugs: dict[str, int] = {}

    def read(self) -> tuple[ForeignBlock, ...]:
        blocks = [*self._read_children(self._body)]
        for label in [*self._words.notes]:
            # a note may be cited in the one before it
            if (note := self._words.notes.pop(label, None)) is not None:
                reason = "no mark in the text leads to it: it stands at the end of the text"
                self._findings.guess("notes without a mark", find_line(note), label, reason)
                blocks += self._read_children(note)
        return tuple(blocks)

    # --------------------------------------------------------------------------- levels

    def _read_children(self, element: HtmlElement) -> tuple[ForeignBlock, ...]:
        """The blocks inside an element; words that stand in none become paragraphs."""
        pile = _Pile(line=find_line(element))
        pile.words += self._words.read_text(element.text or "")
        for child in element:
            if isinstance(child.tag, str):
                self._read_child(child, pile)
            pile.words += self._words.read_text(child.tail or "")
        self._flush(pile)
        return tuple(join_captions(pile.blocks))

    def _read_child(self, child: HtmlElement, pile: _Pile) -> None:
        if not _is_block(child):
            if not pile.words or not tidy(pile.words):
                pile.line = find_line(child)
            pile.words += self._words.read_element(child)
            return
        self._flush(pile)
        pile.line = find_line(child)
        names = self._take_names()
        if child.tag not in {"p", "table"}:
            self._words.tell_titles(child)
        if name := child.get("id"):
            names = (*names, name)
        blocks = tuple(self._read_block(child))
        self._words.pending[:0] = names
        pile.blocks += self._name(blocks)
        join_lists(pile.blocks, child)

    def _read_block(self, element: HtmlElement) -> Iterable[ForeignBlock]:
        match element.tag:
            case "p":
                return self._read_paragraph(element)
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                return self._read_heading(element)
            case "ul" | "ol" | "menu":
                return self._read_list(element)
            case "dl":
                return self._read_terms(element)
            case "table":
                return self._read_table(element)
            case "figure":
                return self._read_figure(element)
            case "blockquote":
                return self._read_quotation(element)
            case "aside" | "details":
                return self._read_box(element)
            case "pre":
                return self._read_code(element)
            case "hr":
                return (ForeignDivider(place=f"line {find_line(element)}"),)
            case "iframe" | "video" | "audio" | "object":
                return self._read_media(element)
            case "div" | "section" if _BOXES.search(element.get("class") or ""):
                return self._read_box(element)
            case _:
                return self._read_children(element)

    def _flush(self, pile: _Pile) -> None:
        if pile.words:
            blocks = self._make_paragraphs(tidy(pile.words), pile.line, "")
            pile.blocks += self._name(blocks)
            pile.words = []

    def _take_names(self) -> tuple[str, ...]:
        names, self._words.pending = tuple(self._words.pending), []
        return names

    def _name(self, blocks: Sequence[ForeignBlock]) -> Sequence[ForeignBlock]:
        """The blocks, the first of which has the anchors that are waiting for one."""
        if not blocks or not self._words.pending:
            return blocks
        names = (*self._take_names(), *blocks[0].anchors)
        return (replace(blocks[0], anchors=tuple(dict.fromkeys(names))), *blocks[1:])

    # --------------------------------------------------------------------------- blocks

    def _make_paragraphs(
        self, inlines: ForeignInlines, line: int, title: str
    ) -> Sequence[ForeignBlock]:
        """One paragraph; pictures that stand alone become figures."""
        shown = [one for one in inlines if not isinstance(one, ForeignRun) or one.text.strip()]
        if not shown:
            return ()
        place = f"line {line}"
        if all(isinstance(one, ForeignPicture) for one in shown):
            pictures = cast("list[ForeignPicture]", shown)
            caption = (ForeignRun(title),) if title else ()
            figures = [ForeignFigure(place=place, picture=one) for one in pictures]
            return [*figures[:-1], replace(figures[-1], caption=caption)]
        text = "".join(one.text for one in inlines if isinstance(one, ForeignRun))
        if _CONTENTS.fullmatch(text.strip()):
            reason = "the contents are made when the publication is built"
            self._findings.leave("places for contents", line, text, reason)
            return ()
        tell_citations(inlines, line, self._findings)
        return (ForeignParagraph(place=place, text=inlines),)

    def _read_paragraph(self, element: HtmlElement) -> Iterable[ForeignBlock]:
        inlines = tidy(self._words.read_element(element))
        pictures = element.findall(".//img")
        titles = [picture.get("title") or "" for picture in pictures]
        alone = not any(isinstance(one, ForeignRun) and one.text.strip() for one in inlines)
        title = " ".join(filter(None, titles)) if alone else ""
        blocks = self._make_paragraphs(inlines, find_line(element), title)
        if not (blocks and isinstance(blocks[-1], ForeignFigure)):
            for picture in pictures:
                if _is_shown(picture):
                    self._words.tell_titles(picture)
        return blocks

    def _read_heading(self, element: HtmlElement) -> Iterable[ForeignBlock]:
        text = tidy(self._words.read_element(element))
        if not text:
            return
        line = find_line(element)
        pictures = [one for one in text if isinstance(one, ForeignPicture)]
        if len(pictures) == len(text):
            yield from self._make_paragraphs(text, line, "")
            return
        words = "".join(one.text for one in text if isinstance(one, ForeignRun))
        slugs = tuple(dict.fromkeys(s for s in self._make_slugs(words) if s in self._targets))
        level = int(str(element.tag)[1:])
        yield ForeignHeading(place=f"line {line}", level=level, text=text, anchors=slugs)

    def _make_slugs(self, words: str) -> Iterator[str]:
        """The anchors that GitHub, Pandoc and Python-Markdown make of a heading."""
        low = words.strip().lower()
        github = re.sub(r"[^\w\- ]", "", low).replace(" ", "-")
        count = self._slugs.get(github, 0)
        self._slugs[github] = count + 1
        yield f"{github}-{count}" if count else github
        if not count:
            yield re.sub(r"^[^a-z]+", "", re.sub(r"\s+", "-", re.sub(r"[^\w\s.-]", "", low)))
            yield re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", low).strip())

    def _read_list(self, element: HtmlElement) -> Iterable[ForeignBlock]:
        items: list[ForeignItem] = []
        stray = [element.text or ""]
        for child in element:
            if child.tag == "li":
                self._words.tell_titles(child)
                items.append(find_task(self._name_item(child)))
            elif isinstance(child.tag, str):
                pile = _Pile(line=find_line(child))
                self._read_child(child, pile)
                self._flush(pile)
                items = add_to_last(items, pile.blocks)
            stray.append(child.tail or "")
        words = tidy(self._words.read_text(" ".join(stray)))
        line = find_line(element)
        items = add_to_last(items, self._make_paragraphs(words, line, ""))
        items = [item for item in items if item.blocks]
        if items and element.tag == "ul" and is_contents(element, items):
            said = "; ".join(
                " ".join(str(link.text_content()).split()) for link in element.iter("a")
            )
            reason = "the contents are made when the publication is built"
            self._findings.leave("lists of contents", line, said, reason)
        elif items:
            yield ForeignList(
                place=f"line {line}",
                kind="numbers" if element.tag == "ol" else "bullets",
                items=tuple(items),
                start=read_number(element.get("start"), 1),
                form=_FORMS.get(element.get("type") or "", "decimal"),
            )

    def _name_item(self, element: HtmlElement) -> ForeignItem:
        if name := element.get("id"):
            self._words.pending.append(name)
        blocks = self._read_children(element)
        return ForeignItem(blocks=tuple(self._name(blocks)))

    def _read_terms(self, element: HtmlElement) -> Iterable[ForeignBlock]:
        items: list[ForeignItem] = []
        for child in element.iterdescendants("dt", "dd"):
            if next(child.iterancestors("dl"), None) is not element:
                continue
            if child.tag == "dt":
                term = tidy(self._words.read_element(child))
                items.append(ForeignItem(blocks=(), term=term))
            else:
                items = add_to_last(items, self._read_children(child))
        for child in element:
            if child.tag not in {"dt", "dd", "div"} and isinstance(child.tag, str):
                pile = _Pile(line=find_line(child))
                self._read_child(child, pile)
                self._flush(pile)
                items = add_to_last(items, pile.blocks)
        stray = [element.text or "", *(child.tail or "" for child in element)]
        words = tidy(self._words.read_text(" ".join(stray)))
        items = add_to_last(items, self._make_paragraphs(words, find_line(element), ""))
        if items:
            place = f"line {find_line(element)}"
            yield ForeignList(place=place, kind="terms", items=tuple(items))

    def _read_table(self, element: HtmlElement) -> Iterable[ForeignBlock]:
        grid = read_grid(element)
        rows = [
            tuple(
                ForeignCell(
                    blocks=self._read_children(cell.element),
                    columns=cell.columns,
                    rows=cell.rows,
                    alignment=cell.alignment,
                )
                for cell in row
            )
            for row in grid.rows
        ]
        heads = grid.heads
        while heads and not any(cell.blocks for cell in rows[0]):
            rows, heads = rows[1:], heads - 1
        caption = tidy(
            one for part in element.findall("caption") for one in self._words.read_element(part)
        )
        self._words.tell_titles(element)
        stray = tidy(self._words.read_text(" ".join(list_stray(element))))
        if rows:
            place = f"line {find_line(element)}"
            layout = element.get("role") in {"presentation", "none"}
            yield ForeignTable(
                place=place, rows=tuple(rows), heads=heads, caption=caption, layout=layout
            )
        elif caption:
            yield from self._make_paragraphs(caption, find_line(element), "")
        for other in grid.others:
            pile = _Pile(line=find_line(other))
            self._read_child(other, pile)
            self._flush(pile)
            yield from pile.blocks
        yield from self._make_paragraphs(stray, find_line(element), "")

    def _read_figure(self, element: HtmlElement) -> Iterable[ForeignBlock]:
        """A figure with its caption, where it holds one picture; else what it holds."""
        captions = [one for one in element if one.tag == "figcaption"]
        caption = tidy(one for part in captions for one in self._words.read_element(part))
        for part in captions:
            _take_out(part)
        blocks = list(self._read_children(element))
        last = blocks[-1] if blocks else None
        if isinstance(last, ForeignFigure) and len(blocks) == 1:
            joined = (*last.caption, ForeignRun(" "), *caption) if last.caption else caption
            yield replace(last, caption=tidy(joined) if caption else last.caption)
        elif isinstance(last, ForeignTable) and not last.caption and len(blocks) == 1:
            yield replace(last, caption=caption)
        else:
            yield from blocks
            if caption:
                place = f"line {find_line(element)}"
                yield ForeignParagraph(place=place, text=caption, role="caption")

    def _read_quotation(self, element: HtmlElement) -> Iterable[ForeignBlock]:
        if blocks := self._read_children(element):
            yield ForeignQuotation(place=f"line {find_line(element)}", blocks=blocks)

    def _read_box(self, element: HtmlElement) -> Iterable[ForeignBlock]:
        title: ForeignInlines = ()
        first = next((one for one in element if isinstance(one.tag, str)), None)
        if first is not None and _is_title(first) and not (element.text or "").strip():
            title = tidy(self._words.read_element(first))
            _take_out(first)
        blocks = self._read_children(element)
        if not title and blocks and isinstance(head := blocks[0], ForeignHeading):
            title, blocks = head.text, blocks[1:]
            self._words.pending += head.anchors
        if title or blocks:
            yield ForeignAside(place=f"line {find_line(element)}", blocks=blocks, title=title)

    def _read_code(self, element: HtmlElement) -> Iterable[ForeignBlock]:
        pictures = [one for one in element.iter("img") if _is_shown(one)]
        text = str(element.text_content()).strip("\n")
        if text.strip():
            language = element.get("data-language") or ""
            yield ForeignCode(place=f"line {find_line(element)}", text=text, language=language)
        for picture in pictures:
            if read := self._words.read_picture(picture):
                yield ForeignFigure(place=f"line {find_line(picture)}", picture=read)

    def _read_media(self, element: HtmlElement) -> Iterable[ForeignBlock]:
        for one in (element, *element.iter("source")):
            if address := one.get("src"):
                reason = "paper shows neither film nor sound: write the address into the text"
                self._findings.leave("films and sounds", find_line(one), address, reason)
                one.attrib.pop("src")
        return self._read_children(element)


# -------------------------------------------------------------------------------- helpers


def _is_block(element: HtmlElement) -> bool:
    """Whether an element is a block or holds one."""
    return element.tag in BLOCKS or any(one.tag in BLOCKS for one in element.iterdescendants())


def _is_shown(picture: HtmlElement) -> bool:
    return not re.match(r"(?i)(?:https?:)?//", picture.get("src") or "//")


def _is_title(element: HtmlElement) -> bool:
    return element.tag == "summary" or _TITLE.search(element.get("class") or "") is not None


def _take_out(element: HtmlElement) -> None:
    """Take an element out of its page; the words after it stay."""
    element.drop_tree()
