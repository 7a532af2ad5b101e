"""No word of a Word file is lost: it is imported, once, or stands in a finding.

The words are counted in the parts of the file by their letters alone, without the reader's code.
"""

from __future__ import annotations

import re
from collections import Counter
from io import BytesIO
from itertools import count
from random import Random
from zipfile import ZipFile

import pytest

from importing.word_files import (
    cell,
    field,
    p,
    r,
    read,
    root,
    row,
    show,
    table,
    word_file,
)
from octavo.importing.tree import Imported
from octavo.importing.word import read_word

WORD = re.compile(r"WORD\d+X")
"""How the words look that are counted: each stands once in a file."""
LOOKS = (
    *("", "", "<w:b/>", "<w:i/>", "<w:vanish/>", '<w:rStyle w:val="Strong"/>'),
    '<w:lang w:val="de"/>',
)
AROUND = (
    "{}",
    "{}",
    "<w:ins>{}</w:ins>",
    "<w:moveFrom>{}</w:moveFrom>",
    "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
    "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
    "<w:smartTag>{}</w:smartTag>",
    '<w:hyperlink w:anchor="a">{}</w:hyperlink>',
    '<w:fldSimple w:instr=" REF a ">{}</w:fldSimple>',
    '<w:fldSimple w:instr=" SEQ Figure ">{}</w:fldSimple>',
    '<w:fldSimple w:instr=" TOC ">{}</w:fldSimple>',
    "<w:bdo>{}</w:bdo>",
    "<strange>{}</strange>",
    "<w:r><w:ruby><w:rt>{}</w:rt><w:rubyBase/></w:ruby></w:r>",
    "<mc:AlternateContent><mc:Choice>{}</mc:Choice><mc:Fallback/></mc:AlternateContent>",
    "<w:r><w:pict><v:shape><v:textbox><w:txbxContent><w:p>{}</w:p></w:txbxContent></v:textbox>"
    "</v:shape></w:pict></w:r>",
    "<w:r><w:drawing><wp:inline><a:p><a:t>Drawn</a:t></a:p></wp:inline></w:drawing></w:r>{}",
    "<m:oMath><m:sSup><m:e>{}</m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath>",
)
STYLES = ("", "", "", "Heading1", "Chapter", "Caption", "Title", "Quote", "TOC1")
SIGNS = ("", "", "", "1. ", "2. ", "(a) ", "• ", "– ", "Figure 3: ", "4.2 ")
MARKS = ("", "", "", "<w:rPr><w:del/></w:rPr>", '<w:jc w:val="center"/>')
BLOCKS = (
    *("{}", "{}", "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>"),
    *("<w:customXml>{}</w:customXml>", "<strange>{}</strange>"),
)
CELLS = (
    *("", "", '<w:vMerge w:val="restart"/>', "<w:vMerge/>", '<w:gridSpan w:val="2"/>'),
    *("<w:cellDel/>", "<w:hMerge/>"),
)
ROWS = ("", "", "<w:del/>", "<w:ins/>", "<w:tblHeader/>")
FIELDS = ("REF a", "PAGE", "TOC", "IF")


class Maker:
    """Makes files by chance, each with words that stand nowhere else in it."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)
        self.numbers = count(1)

    def word(self) -> str:
        return f"WORD{next(self.numbers)}X"

    def run(self, depth: int = 0) -> str:
        choose = self.chance.choice
        inside = r(f" {self.word()} ", choose(LOOKS))
        if depth < 2 and choose((True, False)):
            inside = self.run(depth + 1) + inside
        if self.chance.random() < 0.1:
            inside += f"<w:del><w:r><w:delText>{self.word()}</w:delText></w:r></w:del>"
        if self.chance.random() < 0.1:
            inside = field(choose(FIELDS), inside)
        return choose(AROUND).format(inside)

    def paragraph(self) -> str:
        choose = self.chance.choice
        runs = [self.run() for _ in range(choose((1, 2, 3)))]
        sign = choose(SIGNS)
        first = [r(sign)] if sign else []
        return p(*first, *runs, style=choose(STYLES), more=choose(MARKS))

    def row(self, depth: int) -> str:
        choose = self.chance.choice
        cells = [cell(self.block(depth + 1), more=choose(CELLS)) for _ in range(choose((1, 2, 3)))]
        return row(*cells, more=choose(ROWS))

    def block(self, depth: int = 0) -> str:
        choose = self.chance.choice
        if depth > 2 or choose((True, True, True, False)):
            return choose(BLOCKS).format(self.paragraph())
        rows = [self.row(depth) for _ in range(choose((1, 2, 3)))]
        return choose(BLOCKS).format(table(*rows, look=choose(("", "<w:tblLook/>"))))

    def file(self) -> bytes:
        body = "".join(self.block() for _ in range(self.chance.choice((1, 3, 9))))
        calls = '<w:r><w:footnoteReference w:id="1"/><w:commentReference w:id="1"/></w:r>'
        if self.chance.choice((True, False)):
            body += p(r(self.word()), calls)
        return word_file(
            body,
            footnotes=f'<w:footnote w:id="1">{self.block()}</w:footnote>',
            comments=f'<w:comment w:id="1">{p(r(self.word()))}</w:comment>',
            header=self.paragraph(),
        )


def words_of_file(data: bytes) -> Counter[str]:
    """Every counted word in the file."""
    with ZipFile(BytesIO(data)) as archive:
        parts = [archive.read(name).decode() for name in archive.namelist()]
    return Counter(word for part in parts for word in WORD.findall(part))


def words_of_blocks(imported: Imported) -> Counter[str]:
    return Counter(WORD.findall("\n".join(show(imported.blocks))))


@pytest.mark.parametrize("seed", range(8))
def test_no_word_is_lost_and_none_doubled(seed: int) -> None:
    for number in range(25):
        file = Maker(100 * seed + number).file()
        imported = read_word(file, "made.docx")
        told = Counter(WORD.findall("\n".join(one.words for one in imported.findings)))
        blocks, there = words_of_blocks(imported), words_of_file(file)

        assert there - (blocks + told) == Counter(), number
        assert {word for word in blocks if blocks[word] > there[word]} == set(), number


SECRET = re.compile(r"<w:vanish/></w:rPr><w:t [^>]*> (WORD\d+X)|<w:delText>(WORD\d+X)")


@pytest.mark.parametrize("seed", range(4))
def test_no_hidden_or_deleted_word_is_imported(seed: int) -> None:
    for number in range(25):
        file = Maker(100 * seed + number).file()
        with ZipFile(BytesIO(file)) as archive:
            text = "".join(archive.read(name).decode() for name in archive.namelist())
        secret = {word for found in SECRET.findall(text) for word in found if word}

        assert secret & words_of_blocks(read_word(file, "made.docx")).keys() == set(), number


def test_a_word_that_is_lost_is_seen() -> None:
    file = word_file(p("WORD1X"))

    assert words_of_file(file) - words_of_blocks(read(p("WORD2X"))) == {"WORD1X": 1}


def test_words_of_a_part_that_nothing_leads_to_are_reported() -> None:
    with ZipFile(BytesIO(word_file(p("a")))) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
        archive.writestr("word/header9.xml", root("w:hdr", p("WORD1X")))

    found = read_word(packed.getvalue(), "made.docx").findings
    assert [(one.kind, one.words) for one in found] == [("parts without a place", "WORD1X")]
