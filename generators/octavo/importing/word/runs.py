"""The runs of a paragraph and whatever wraps them, as inlines: each word once, or reported."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from octavo.docx.elements import XmlElement, attribute, child, children, name_of, value
from octavo.importing.tree import (
    ForeignBlock,
    ForeignComment,
    ForeignIndexMark,
    ForeignInline,
    ForeignNote,
    ForeignPicture,
    ForeignReference,
    ForeignRun,
    RunEmphasis,
)
from octavo.importing.word.equations import list_left_out, write_equation
from octavo.importing.word.fields import (
    CONTENTS,
    REFERENCES,
    WordField,
    read_address,
    read_entry,
    read_target,
)
from octavo.importing.word.pictures import read_drawing
from octavo.importing.word.reading import Reading, report_unknown
from octavo.importing.word.styles import ParagraphLook, RunLook, body_size, read_run_look
from octavo.importing.word.symbols import find_sign, spell_signs
from octavo.importing.word.wording import choose, words_of

PAGE_BREAK = ForeignRun("\f")
"""What stands for a page break among the inlines, until its paragraph is divided there."""
_CODE = ("courier", "consolas", "menlo", "monaco", "lucida console", "source code", "andale mono")
_SCHEMES = ("http://", "https://", "mailto:", "#")
_BREAKS = {"page": PAGE_BREAK.text, "column": "\n"}
_HIDDEN = "Word hides these words, so that whoever sent the file may not know of them"
_CODES = "they stand in the instruction of a field, which shows something else"
_MADE_ANEW = "contents, lists and indexes are made anew from the text"
_INSERTED = "they were accepted; look whether all of them are meant to stay"
_DELETED = "somebody deleted them and the deletion was accepted"
_MOVED = "they were moved, and stand where they were moved to"
_PLACEHOLDER = "Word shows them where nothing was filled in"
_RUBY = "Octavo sets no small words above others"
_EQUATION = "Octavo sets no equations: this one was written in one line; look at it"
_SIGN = "a sign of a symbol font that Octavo does not know: write it as text"
_LINK = "a link to a file, which readers do not have: the words were kept, the link was not"
_COMMENT = "the comment was marked as done"


@dataclass(slots=True)
class WordInlines:
    """The inlines of a paragraph, as far as it was read, and what tells how it looks."""

    look: ParagraphLook
    found: list[ForeignInline] = field(default_factory=list[ForeignInline])
    boxes: list[ForeignBlock | tuple[ForeignBlock, ...] | ForeignPicture] = field(
        default_factory=list[ForeignBlock | tuple[ForeignBlock, ...] | ForeignPicture]
    )
    """What floats beside it: pictures, text boxes, data of charts."""
    anchors: list[str] = field(default_factory=list[str])
    hidden: list[str] = field(default_factory=list[str])
    links: list[str] = field(default_factory=list[str])
    length: int = 0
    letters: int = 0
    """How many letters it has, spaces left out."""
    bold: int = 0
    italic: int = 0
    caps: int = 0
    sizes: Counter[float] = field(default_factory=Counter[float])
    counted: int = 0
    right_to_left: int = 0

    def add(self, text: str, run: ForeignRun) -> None:
        """Add `text` that looks like `run`."""
        last = self.found[-1] if self.found else None
        alike = (run.emphasis, run.language, run.link)
        if isinstance(last, ForeignRun) and (last.emphasis, last.language, last.link) == alike:
            self.found[-1] = ForeignRun(last.text + text, *alike)
        else:
            self.found.append(ForeignRun(text, *alike))
        self.length += len(text)


Reader = Callable[[XmlElement, Reading, WordInlines], None]


def read_inlines(elements: Iterable[XmlElement], reading: Reading, inlines: WordInlines) -> None:
    """Read `elements` of a paragraph into `inlines`."""
    for element in elements:
        handler = _HANDLERS.get(str(element.tag))
        if handler is not None:
            handler(element, reading, inlines)
        elif element.tag != _PROPERTIES and len(element):
            report_unknown(element, reading)


# ------------------------------------------------------------------------------ wrappers


def _read_inside(element: XmlElement, reading: Reading, inlines: WordInlines) -> None:
    read_inlines(element, reading, inlines)


def _read_shown(element: XmlElement, reading: Reading, inlines: WordInlines) -> None:
    read_inlines(choose(element), reading, inlines)


def _read_control(element: XmlElement, reading: Reading, inlines: WordInlines) -> None:
    if child(child(element, "w:sdtPr"), "w:showingPlcHdr") is not None:
        reading.report("not imported", "placeholders", words_of(element), _PLACEHOLDER)
        return
    content = child(element, "w:sdtContent")
    read_inlines(() if content is None else content, reading, inlines)


def _read_insertion(element: XmlElement, reading: Reading, inlines: WordInlines) -> None:
    if words := words_of(element):
        reading.report("kept", "tracked insertions", words, _INSERTED)
    read_inlines(element, reading, inlines)


def _read_deletion(element: XmlElement, reading: Reading, _inlines: WordInlines) -> None:
    if words := words_of(element):
        reading.report("not imported", "tracked deletions", words, _DELETED)


def _read_move(element: XmlElement, reading: Reading, _inlines: WordInlines) -> None:
    if words := words_of(element):
        reading.name_all("kept", "tracked moves", words, _MOVED)


def _read_link(element: XmlElement, reading: Reading, inlines: WordInlines) -> None:
    related = reading.relations.get(attribute(element, "r:id"))
    anchor = attribute(element, "w:anchor")
    address = related.target if related is not None and related.outside else ""
    inlines.links.append(_check_link(f"{address}#{anchor}" if anchor else address, reading))
    read_inlines(element, reading, inlines)
    inlines.links.pop()


def _check_link(address: str, reading: Reading) -> str:
    """`address` when readers can follow it; else empty, and reported."""
    if not address or address.startswith(_SCHEMES):
        return address
    if address.startswith("www."):
        return f"http://{address}"
    reading.report("not imported", "links to files", address, _LINK)
    return ""


def _read_simple_field(element: XmlElement, reading: Reading, inlines: WordInlines) -> None:
    opened = WordField(attribute(element, "w:instr"), shown=True, begun=inlines.length)
    reading.fields.append(opened)
    read_inlines(element, reading, inlines)
    _close_field(reading, inlines)


def _read_equation(element: XmlElement, reading: Reading, inlines: WordInlines) -> None:
    for gone in list_left_out(element):
        if words := words_of(gone):
            reading.report("not imported", "hidden or deleted parts of equations", words, _HIDDEN)
    text = write_equation(element)
    if text.strip():
        reading.report("guessed", "equations", text, _EQUATION)
        _add(text, RunLook(), reading, inlines)


def _read_ruby(element: XmlElement, reading: Reading, inlines: WordInlines) -> None:
    if words := words_of(*children(element, "w:rt")):
        reading.report("not imported", "readings above words", words, _RUBY)
    for base in children(element, "w:rubyBase"):
        read_inlines(base, reading, inlines)


# ------------------------------------------------------------------------------ marks


def _read_bookmark(element: XmlElement, _reading: Reading, inlines: WordInlines) -> None:
    name = attribute(element, "w:name")
    if name and name != "_GoBack":
        inlines.anchors.append(name)


def _open_range(element: XmlElement, reading: Reading, _inlines: WordInlines) -> None:
    reading.ranges[attribute(element, "w:id")] = []


def _close_range(element: XmlElement, reading: Reading, _inlines: WordInlines) -> None:
    words = reading.ranges.get(attribute(element, "w:id"))
    if words is not None:
        reading.ranges[attribute(element, "w:id")] = ["".join(words)]


# ------------------------------------------------------------------------------ runs


def _read_run(element: XmlElement, reading: Reading, inlines: WordInlines) -> None:
    properties = child(element, "w:rPr")
    look = read_run_look(properties)
    style = value(properties, "w:rStyle")
    if style:
        look = look.over(reading.document.sheet.character(style))
    _read_parts(element, look, reading, inlines)


def _read_parts(
    parts: Iterable[XmlElement], look: RunLook, reading: Reading, inlines: WordInlines
) -> None:
    for part in parts:
        tag = part.tag
        if tag == _TEXT:
            _add(part.text or "", look, reading, inlines)
        elif tag in _SIGNS:
            _add(_SIGNS[str(tag)], look, reading, inlines)
        elif tag == _BREAK:
            _add(_BREAKS.get(attribute(part, "w:type"), "\n"), look, reading, inlines)
        elif tag == _ALTERNATES:
            _read_parts(choose(part), look, reading, inlines)
        elif tag == _FIELD_MARK:
            _read_field_mark(attribute(part, "w:fldCharType"), reading, inlines)
        elif tag == _INSTRUCTION and reading.fields and not reading.fields[-1].shown:
            reading.fields[-1].instruction += part.text or ""
        elif tag == _SYMBOL:
            _read_symbol(part, look, reading, inlines)
        elif tag in _DRAWINGS:
            _read_drawn(part, look, reading, inlines)
        elif tag == _RUBY_TAG:
            _read_ruby(part, reading, inlines)
        elif tag == _DELETED_TEXT:
            reading.report("not imported", "tracked deletions", part.text or "", _DELETED)
        elif tag in _CALLS:
            _read_call(str(tag), attribute(part, "w:id"), look, reading, inlines)
        elif tag != _RUN_PROPERTIES and len(part):
            report_unknown(part, reading)


def _add(text: str, look: RunLook, reading: Reading, inlines: WordInlines) -> None:
    """Add `text`, or put it where it belongs when it is no text of the paragraph."""
    if not text:
        return
    if _is_hidden(look, inlines):
        inlines.hidden.append(text)
        return
    if any(not one.shown for one in reading.fields):
        _report_code(text, reading)
        return
    if taking := _find_taker(reading):
        taking.words.append(text)
        return
    text, unknown = spell_signs(text, look.font)
    if unknown:
        reading.report("not imported", "signs of symbol fonts", unknown, _SIGN)
    _measure(text, look, inlines)
    for words in reading.ranges.values():
        words.append(text)
    if text:
        inlines.add(text, _dress(look, reading, inlines))


def _is_hidden(look: RunLook, inlines: WordInlines) -> bool:
    hidden = inlines.look.run.hidden if look.hidden is None else look.hidden
    return bool(hidden)


def _report_code(text: str, reading: Reading) -> None:
    if text.strip():
        reading.report("not imported", "instructions of fields", text, _CODES)


def _find_taker(reading: Reading) -> WordField | None:
    """The outermost open field whose result is no text as it stands."""
    return next((one for one in reading.fields if one.kind in _TAKERS), None)


_TAKERS = CONTENTS | REFERENCES


def _measure(text: str, look: RunLook, inlines: WordInlines) -> None:
    full = look.over(inlines.look.run)
    count = sum(1 for sign in text if not sign.isspace())
    inlines.letters += count
    inlines.bold += count if full.bold else 0
    inlines.italic += count if full.italic else 0
    inlines.caps += count if full.caps or (text.isupper()) else 0
    inlines.sizes[body_size(full)] += count
    inlines.right_to_left += count if full.right_to_left else 0


def _dress(look: RunLook, reading: Reading, inlines: WordInlines) -> ForeignRun:
    """A run without text that looks as `look` does beside the other words of its paragraph."""
    usual = inlines.look.run
    emphasis: set[RunEmphasis] = set()
    if look.bold and not usual.bold:
        emphasis.add("bold")
    if look.italic and not usual.italic:
        emphasis.add("italic")
    if look.struck and not usual.struck:
        emphasis.add("struck")
    if look.raised == "superscript":
        emphasis.add("superscript")
    if look.raised == "subscript":
        emphasis.add("subscript")
    if look.font.casefold().startswith(_CODE) and look.font != usual.font:
        emphasis.add("code")
    link = next((one for one in reversed(inlines.links) if one), "")
    if not link:
        fields = (one for one in reversed(reading.fields) if one.kind == "HYPERLINK")
        link = next((_field_link(one) for one in fields), "")
    return ForeignRun("", frozenset(emphasis), _language(look, reading), link)


def _field_link(field: WordField) -> str:
    address = read_address(field.instruction)
    return address if address.startswith(_SCHEMES) else ""


def _language(look: RunLook, reading: Reading) -> str:
    """The language of a run when it is another one, apart from its region."""
    own, usual = look.language, reading.document.language
    if not own or own.partition("-")[0] == usual.partition("-")[0] or own.startswith("x-"):
        return ""
    return own


def _read_symbol(part: XmlElement, look: RunLook, reading: Reading, inlines: WordInlines) -> None:
    try:
        place = int(attribute(part, "w:char"), 16)
    except ValueError:
        return
    sign = find_sign(place, attribute(part, "w:font"))
    if not sign:
        words = f"{attribute(part, 'w:font')} {attribute(part, 'w:char')}"
        reading.report("not imported", "signs of symbol fonts", words, _SIGN)
    _add(sign, look, reading, inlines)


def _read_drawn(part: XmlElement, look: RunLook, reading: Reading, inlines: WordInlines) -> None:
    if _is_hidden(look, inlines):
        inlines.hidden.append(words_of(part) or "a picture")
        return
    drawn = read_drawing(part, reading)
    inlines.boxes += [*drawn.boxes, *drawn.tables]
    (inlines.boxes if drawn.floating else inlines.found).extend(drawn.pictures)


def _read_call(tag: str, id: str, look: RunLook, reading: Reading, inlines: WordInlines) -> None:
    """The mark of a note or a comment."""
    if _is_hidden(look, inlines) and tag != _COMMENT_CALL:
        return
    if tag == _COMMENT_CALL:
        inlines.found += _read_comment(id, "".join(reading.ranges.pop(id, [])), reading)
        return
    kind = "footnote" if tag == _FOOTNOTE_CALL else "endnote"
    note = reading.document.notes.get((kind, id))
    if note is None or (kind, id) in reading.used:
        return
    reading.used.add((kind, id))
    reading.counts[kind] += 1
    inside = reading.enter(f"{kind} {reading.counts[kind]}", note.part)
    inlines.found.append(ForeignNote(reading.read_blocks(inside, note.element)))


def _read_comment(id: str, about: str, reading: Reading) -> list[ForeignComment]:
    """A comment and the answers to it."""
    comment = reading.document.comments.get(id)
    if comment is None or ("comment", id) in reading.used:
        return []
    reading.used.add(("comment", id))
    if comment.settled:
        reading.report("not imported", "comments that are done", comment.text, _COMMENT)
        found = []
    else:
        found = [ForeignComment(comment.text, " ".join(about.split()))]
    for answer in comment.answers:
        found += _read_comment(answer, about, reading)
    return found


# ------------------------------------------------------------------------------ fields


def _read_field_mark(kind: str, reading: Reading, inlines: WordInlines) -> None:
    if kind == "begin":
        reading.fields.append(WordField())
    elif not reading.fields:
        return
    elif kind == "separate":
        reading.fields[-1].shown = True
        reading.fields[-1].begun = inlines.length
    elif kind == "end":
        _close_field(reading, inlines)


def _close_field(reading: Reading, inlines: WordInlines) -> None:
    closed = reading.fields.pop()
    kind, words = closed.kind, "".join(closed.words).strip("\n")
    if kind in REFERENCES and (outer := _find_taker(reading)):
        outer.words.append(words)
    elif kind in CONTENTS:
        reading.report("not imported", "tables of contents and indexes", words, _MADE_ANEW)
    elif kind in REFERENCES and words:
        _close_reference(read_target(closed.instruction), words, reading, inlines)
    elif kind == "XE" and (entry := read_entry(closed.instruction)):
        inlines.found.append(ForeignIndexMark(entry))
    elif kind == "SEQ":
        inlines.counted = max(inlines.counted, inlines.length)
    elif kind == "EQ" and not closed.shown:
        text = closed.instruction.strip()[2:]
        reading.report("not imported", "equations", text, "Octavo reads no fields EQ: write it out")
    elif kind == "HYPERLINK":
        _check_link(read_address(closed.instruction), reading)


def _close_reference(target: str, words: str, reading: Reading, inlines: WordInlines) -> None:
    _measure(words, RunLook(), inlines)
    for said in reading.ranges.values():
        said.append(words)
    inlines.found.append(ForeignReference(words, target))
    inlines.length += len(words)


_PROPERTIES, _RUN_PROPERTIES = name_of("w:pPr"), name_of("w:rPr")
_TEXT, _BREAK, _INSTRUCTION = name_of("w:t"), name_of("w:br"), name_of("w:instrText")
_ALTERNATES, _FIELD_MARK = name_of("mc:AlternateContent"), name_of("w:fldChar")
_SYMBOL, _RUBY_TAG, _DELETED_TEXT = name_of("w:sym"), name_of("w:ruby"), name_of("w:delText")
_FOOTNOTE_CALL, _ENDNOTE_CALL = name_of("w:footnoteReference"), name_of("w:endnoteReference")
_COMMENT_CALL = name_of("w:commentReference")
_CALLS = {_FOOTNOTE_CALL, _ENDNOTE_CALL, _COMMENT_CALL}
_DRAWINGS = set(map(name_of, ("w:drawing", "w:pict", "w:object")))
_SIGNS = {
    name_of("w:tab"): "\t",
    name_of("w:ptab"): "\t",
    name_of("w:cr"): "\n",
    name_of("w:noBreakHyphen"): "\u2011",
}
_HANDLERS: dict[str, Reader] = {
    name_of("w:r"): _read_run,
    name_of("m:r"): _read_equation,
    name_of("w:hyperlink"): _read_link,
    name_of("w:sdt"): _read_control,
    name_of("w:ins"): _read_insertion,
    name_of("w:moveTo"): _read_inside,
    name_of("w:del"): _read_deletion,
    name_of("w:moveFrom"): _read_move,
    name_of("w:fldSimple"): _read_simple_field,
    name_of("w:bookmarkStart"): _read_bookmark,
    name_of("w:commentRangeStart"): _open_range,
    name_of("w:commentRangeEnd"): _close_range,
    name_of("m:oMath"): _read_equation,
    name_of("m:oMathPara"): _read_equation,
    name_of("w:ruby"): _read_ruby,
    name_of("mc:AlternateContent"): _read_shown,
    **{
        name_of(f"w:{tag}"): _read_inside
        for tag in ("smartTag", "customXml", "dir", "bdo", "sdtContent", "subDoc")
    },
}
