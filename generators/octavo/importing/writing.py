"""Blocks of a document as Octavo's Markdown, which its own reader reads as the same blocks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from octavo.files.source_file import find_near
from octavo.importing.arranging import make_bold
from octavo.importing.escaping import clean_code, guard_heading, plain_value
from octavo.importing.inline_writing import Scribe, tell_dropped, write_inlines
from octavo.importing.pictures import PictureStore
from octavo.importing.tables import write_rows
from octavo.importing.tree import (
    ForeignAside,
    ForeignBlock,
    ForeignCode,
    ForeignDivider,
    ForeignFigure,
    ForeignHeading,
    ForeignInlines,
    ForeignItem,
    ForeignList,
    ForeignParagraph,
    ForeignQuotation,
    ForeignRun,
    ForeignTable,
)
from octavo.importing.tree_words import plain_words, words_of
from octavo.importing.yaml_writing import write_mapping
from octavo.source.schema import FENCES

DEEPEST = 4
"""The level of the lowest headings that a section has."""
MOST_BRACKETS = 280
"""Opening brackets of a paragraph; from 300 on (`MOST_SIGNS`) Octavo refuses to read it."""
LONGEST_LINE = 10_000
"""Characters after which a paragraph goes on in the next line: within what Octavo reads (64 KiB),
and far more than a paragraph that people read."""
WHOLE_WIDTH = 0.9
"""The part of the text's width from which a picture counts as one that is as wide as the text."""
LEAST_WIDTH = 0.2
"""The least that `width` of a figure may be (`source.schema.Figure`)."""
_LANGUAGE = re.compile(r"[A-Za-z][A-Za-z0-9+-]{0,19}")
_FOLD = re.compile(rf"(.{{{LONGEST_LINE}}}[^\s`]*) (?=[^\W\d_]{{2}})")


@dataclass
class BlockWriter:
    """Writes the blocks of one section."""

    scribe: Scribe
    pictures: PictureStore = field(default_factory=PictureStore)
    depth: int = 0
    """How many blocks those that are written stand in, and themselves."""

    def write(self, blocks: Sequence[ForeignBlock]) -> str:
        """`blocks` and the notes called in them."""
        first = len(self.scribe.notes)
        lines = self._write_all(blocks)
        for number, note in enumerate(self.scribe.notes[first:], first + 1):
            lines += ["", f"[^{number}]: {note}"]
        return "\n".join(lines).strip("\n") + "\n"

    def _write_all(self, blocks: Sequence[ForeignBlock]) -> list[str]:
        """The lines of `blocks`, an empty one between two."""
        self.depth += 1
        lines: list[str] = []
        before, other = "", False
        for block in map(self._resolve, blocks):
            if isinstance(block, ForeignParagraph) and before != "ForeignTable":
                block = replace(block, role="text")
            kind = _kind(block)
            other = kind == before and not other
            self.scribe.place = block.place
            written = self._write(block, other)
            if written:
                lines += ["", *written] if lines else written
                before = kind
            elif kind == before:
                other = not other
        self.depth -= 1
        return lines

    def _write(self, block: ForeignBlock, other: bool) -> list[str]:
        """The lines of a block; with the `other` marker, for a list right after one."""
        match block:
            case ForeignHeading():
                return self._write_heading(block)
            case ForeignParagraph():
                return self._write_paragraph(block)
            case ForeignList(kind="terms"):
                return self._write_terms(block)
            case ForeignList():
                return self._write_list(block, other)
            case ForeignTable():
                return self._write_table(block)
            case ForeignFigure():
                return self._write_figure(block)
            case ForeignQuotation():
                return self._mark(block, _quote(self._write_all(block.blocks)))
            case ForeignAside():
                return self._write_aside(block)
            case ForeignCode():
                return self._write_code(block)
            case ForeignDivider():
                return []

    # -------------------------------------------------------------------- words

    def _write_heading(self, heading: ForeignHeading) -> list[str]:
        number = (ForeignRun(f"{heading.number} "),) if heading.number else ()
        if heading.level > DEEPEST:
            self.scribe.tell(
                "guessed",
                "headings below the fourth level",
                plain_words(heading.text),
                "they are bold paragraphs",
            )
            text = make_bold(number + heading.text)
            return self._write_paragraph(
                ForeignParagraph(place=heading.place, anchors=heading.anchors, text=text)
            )
        words = write_inlines(heading.text, self.scribe, one_line=True, bold=False)
        if not words:
            return []
        mark = self._find_mark(heading)
        return [f"{'#' * heading.level} {guard_heading(words)}{mark}"]

    def _write_paragraph(self, paragraph: ForeignParagraph) -> list[str]:
        if paragraph.role == "source":
            words = write_inlines(paragraph.text, self.scribe, one_line=True)
            return [f"{words} {{.source}}"] if words else []
        halves = self._divide(paragraph.text)
        lines: list[str] = []
        for at, words in enumerate(filter(None, halves)):
            mark = "" if at else self._find_mark(paragraph)
            lines += ["", *f"{words}{mark}".split("\n")] if lines else f"{words}{mark}".split("\n")
        return lines

    def _divide(self, text: ForeignInlines) -> list[str]:
        """`text` as one paragraph, or as several when one would have too many marks."""
        before = len(self.scribe.notes), len(self.scribe.findings), len(self.scribe.queries)
        words = write_inlines(text, self.scribe)
        if words.count("[") > MOST_BRACKETS:
            words = words.replace(r"\[", "&#91;").replace(r"\]", "&#93;")
        if words.count("[") <= MOST_BRACKETS or len(text) < 2:
            return [_FOLD.sub(r"\1\n", words)]
        del self.scribe.notes[before[0] :], self.scribe.findings[before[1] :]
        del self.scribe.queries[before[2] :]
        self.scribe.tell("guessed", "paragraphs with very many links or notes", reason="divided")
        middle = len(text) // 2
        return self._divide(text[:middle]) + self._divide(text[middle:])

    def _find_mark(self, block: ForeignBlock) -> str:
        """The id of a block that something leads to, as a mark with a space before it."""
        id = self._find_id(block)
        return f" {{#{id}}}" if id else ""

    def _find_id(self, block: ForeignBlock) -> str:
        targets = (self.scribe.targets.get(anchor) for anchor in block.anchors)
        return next((target.id for target in targets if target), "")

    def _mark(self, block: ForeignBlock, lines: list[str]) -> list[str]:
        """`lines`, with the block's id in a paragraph of its own."""
        id = self._find_id(block)
        return [*lines, "", f"{{#{id}}}"] if id and lines else lines

    # -------------------------------------------------------------------- lists

    def _write_list(self, block: ForeignList, other: bool) -> list[str]:
        written = [self._write_item(item) for item in block.items]
        written = [lines for lines in written if lines]
        if block.kind == "numbers" and block.form != "decimal":
            reason = "lists are numbered 1, 2, 3; look at references to their letters"
            self.scribe.tell("guessed", "lists with letters or roman numbers", reason=reason)
        loose = any("" in lines for lines in written)
        lines: list[str] = []
        for number, item in enumerate(written, block.start):
            marker = f"{number}{')' if other else '.'}" if block.kind == "numbers" else "-+"[other]
            first, *others = _indent(item, len(marker) + 1)
            lines += [""] if lines and loose else []
            lines += [f"{marker} {first.lstrip()}", *others]
        return self._mark(block, lines)

    def _write_item(self, item: ForeignItem) -> list[str]:
        """The lines of an item; a list right below its first words has no empty line before it."""
        if item.done is not None:
            words = " ".join(map(words_of, item.blocks[:1]))
            state = "done" if item.done else "not done"
            self.scribe.tell("guessed", "tasks", words, f"the box, {state}, is not printed")
        blocks = item.blocks
        if plain_words(item.term):
            term = make_bold(item.term)
            if blocks and isinstance(blocks[0], ForeignParagraph):
                first = replace(blocks[0], text=(*term, ForeignRun(" "), *blocks[0].text))
                blocks = (first, *blocks[1:])
            else:
                blocks = (ForeignParagraph(place=self.scribe.place, text=term), *blocks)
        lines = self._write_all(blocks)
        simple = len(blocks) == 2 and isinstance(blocks[0], ForeignParagraph)
        nested = blocks[1] if simple else None
        if isinstance(nested, ForeignList) and nested.kind != "terms" and lines.count("") == 1:
            tight = nested.kind == "bullets" or nested.start == 1
            return [line for line in lines if line] if tight else lines
        return lines

    def _resolve(self, block: ForeignBlock) -> ForeignBlock:
        """The block; a list of terms that cannot be one where it stands as one with bullets."""
        if not isinstance(block, ForeignList) or block.kind != "terms":
            return block
        if self.depth == 1 and all(map(_is_definition, block.items)):
            return block
        self.scribe.place = block.place
        self.scribe.tell("guessed", "lists of terms", reason="a list with bold terms now")
        return replace(block, kind="bullets")

    def _write_terms(self, block: ForeignList) -> list[str]:
        lines: list[str] = []
        for item in block.items:
            term = write_inlines(item.term, self.scribe, one_line=True)
            first, *others = self._write_all(item.blocks)
            more = [f"    {line}".rstrip() for line in others]
            lines += [""] if lines else []
            lines += [term, f": {first}", *more]
        return self._mark(block, lines)

    # -------------------------------------------------------------------- blocks of their own

    def _write_table(self, table: ForeignTable) -> list[str]:
        grid = write_rows(table, self.scribe)
        mark = self._find_mark(table)[2:-1]
        marks = " ".join(filter(None, [mark, *grid.marks]))
        caption = write_inlines(table.caption, self.scribe, one_line=True)
        if caption:
            below = ["", f"Table: {caption}{f' {{{marks}}}' if marks else ''}"]
        else:
            below = ["", f"{{{marks}}}"] if marks else []
        return [*grid.lines, *below]

    def _write_figure(self, figure: ForeignFigure) -> list[str]:
        picture = figure.picture
        stored = self.pictures.store(picture.name, picture.data)
        if not stored.file:
            words = " ".join(filter(None, (picture.name, picture.alternative)))
            self.scribe.tell("not imported", "pictures", words, stored.change)
            alone = ForeignParagraph(
                place=figure.place, anchors=figure.anchors, text=figure.caption
            )
            return self._write_paragraph(alone)
        self.scribe.tell("kept", "pictures", stored.file, stored.change)
        caption = write_inlines(figure.caption, self.scribe, one_line=True)
        alternative = plain_value(picture.alternative)
        if not alternative:
            alternative = plain_value(plain_words(figure.caption)) or f"Picture {stored.file[7:]}"
            self.scribe.queries.append(
                f"What does the picture {stored.file} show? Its alternative text says it to those"
                " who cannot see it."
            )
            reason = "a stand-in is written; say what each shows, under `alternative`"
            self.scribe.tell("guessed", "pictures without a description", stored.file, reason)
        entries = {"id": self._find_id(figure), "picture": stored.file, "caption": caption}
        entries["alternative"] = alternative
        given = {key: value for key, value in entries.items() if value}
        share = max(LEAST_WIDTH, round(picture.share, 2))
        width = [f"width: {share:g}"] if 0 < picture.share < WHOLE_WIDTH else []
        return ["```figure", *write_mapping(given), *width, "```"]

    def _write_aside(self, aside: ForeignAside) -> list[str]:
        title = write_inlines(aside.title, self.scribe, one_line=True)
        inside = self._write_all(aside.blocks)
        if not inside or not title:
            return inside
        entries = {"id": self._find_id(aside), "title": title}
        head = write_mapping({key: value for key, value in entries.items() if value})
        fence = _choose_fence("\n".join(inside))
        return [f"{fence}aside", *head, "---", *inside, fence]

    def _write_code(self, code: ForeignCode) -> list[str]:
        cleaned = [clean_code(line) for line in code.text.expandtabs(4).split("\n")]
        for one in cleaned:
            tell_dropped(one, self.scribe)
        lines = [one.text for one in cleaned]
        while lines and not lines[-1]:
            lines.pop()
        while lines and not lines[0]:
            lines.pop(0)
        if not lines:
            return []
        self.scribe.tell("kept", "blocks of code")
        named = _LANGUAGE.fullmatch(code.language)
        language = code.language if named and not find_near(code.language, FENCES) else ""
        fence = _choose_fence("\n".join(lines))
        return [f"{fence}{language}{self._find_mark(code)}", *lines, fence]


def _kind(block: ForeignBlock) -> str:
    return block.kind if isinstance(block, ForeignList) else type(block).__name__


def _is_definition(item: ForeignItem) -> bool:
    first = item.blocks[0] if item.blocks else None
    spoken = isinstance(first, ForeignParagraph) and plain_words(first.text)
    return bool(spoken and plain_words(item.term))


def _quote(lines: Sequence[str]) -> list[str]:
    return [f"> {line}".rstrip() for line in lines]


def _indent(lines: Sequence[str], width: int) -> list[str]:
    return [f"{' ' * width}{line}".rstrip() for line in lines]


def _choose_fence(text: str) -> str:
    """More backticks than there are in a row in `text`, three at least."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    return "`" * max(3, longest + 1)
