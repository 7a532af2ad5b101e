"""What is drawn can be read back: its order, its words, its links and its places."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Protocol, cast

import pytest

from judges.extractors import PDFIUM, extract
from octavo.document.drawing import Drawing, Move, Path, Straight
from octavo.pdf.tags import StructureElement
from octavo.typeset.measurements import find_shaping_key
from pdf.reading import open_pdf, read_content, read_fonts, read_tree, read_words
from pdf.sample import ARROW, FACES, close, make_sample, new_canvas, say

TREE = """\
Document
  H1
    "Office fjords "
  H2
    "Waffles "
  P
    "A paragraph that goes over two pages and "
    "ends here. "
  P
    Code
      "octavo check "
  L ListNumbering=Decimal
    LI
      Lbl
        "1. "
      LBody
        P
          "first thing "
    LI
      Lbl
        "2. "
      LBody
        P
          "second thing "
  Table
    THead
      TR
        TH Scope=Column
          "Thing "
        TH Scope=Column
          "Count "
    TBody
      TR
        TH Scope=Row
          "Orbits "
        TD
  P
    "See the "
    Link
      "web page "
      -> https://example.org/a(b)
    Reference
      Link
        "1 "
        -> /XYZ None 50 None
    "again. "
  Note ID='note-1'
    Lbl
      "1 "
    P
      "A note at the foot. "
  Div
    Figure Alt='A triangle with a word on it' BBox=30,200,90,240
      "office "
    Caption
      "Figure 1 "
"""


def test_the_structure_tree_is_in_reading_order() -> None:
    assert read_tree(make_sample()) == TREE


def test_every_element_can_be_found_from_its_page() -> None:
    with open_pdf(make_sample()) as pdf:
        tree = pdf.Root.StructTreeRoot
        numbers = list(tree.ParentTree.Nums)
        owners = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
        roles = [
            [str(element.S) for element in owners[int(page.obj.StructParents)]]
            for page in pdf.pages
        ]
        links = [owners[int(a.StructParent)].S for a in pdf.pages[1].obj.Annots]
        assert int(tree.ParentTreeNextKey) == len(owners)
        assert [str(role) for role in links] == ["/Link", "/Link"]
    assert roles[0][:4] == ["/H1", "/H2", "/P", "/Code"]
    assert roles[1] == ["/P", "/P", "/Link", "/Link", "/P", "/Lbl", "/P", "/Figure", "/Caption"]


def test_lines_of_one_element_are_one_piece_of_content() -> None:
    canvas = new_canvas()
    paragraph = canvas.root.add("P")
    for line in range(3):
        canvas.text([say("words")], 10, 100 - line * 12, paragraph)
    assert read_content(close(canvas), 0).count("BDC") == 1


def test_what_is_drawn_last_can_be_read_first() -> None:
    canvas = new_canvas()
    first, second = canvas.root.add("P"), canvas.root.add("P")
    canvas.text([say("world")], 10, 10, second)
    canvas.text([say("Hello")], 10, 30, first)
    assert read_words(close(canvas)) == "Hello world"


def test_a_hyphen_at_the_end_of_a_line_is_a_soft_one() -> None:
    canvas = new_canvas()
    element = canvas.root.add("P")
    face = FACES.face("text", 10)
    hyphen = face.shape("inter-")
    *letters, last = hyphen.glyphs
    soft = replace(hyphen, glyphs=(*letters, last._replace(text="\u00ad")))
    canvas.text([say("inter")._replace(words=(soft,))], 10, 30, element)
    canvas.text([say("operability")], 10, 18, element)
    assert read_words(close(canvas)) == "interoperability"


def test_a_hyphen_that_divides_a_word_has_the_code_of_a_hyphen() -> None:
    """ISO 32000 wants U+00AD; pdf.js reads no actual text, and drops that character."""
    canvas = new_canvas()
    word = find_shaping_key(FACES.face("text", 10), ()).measure_divided("inter").word
    canvas.text([say("inter")._replace(words=(word,))], 10, 30, canvas.root.add("P"))
    data = close(canvas)
    pattern = r"/Span<</ActualText<FEFF00AD>>>BDC <(\w{4})>Tj EMC"
    (code,) = re.findall(pattern, read_content(data, 0))
    assert {codes[int(code, 16)] for codes in read_fonts(data).values()} == {"-"}


def test_spaces_beside_long_forms_are_all_kept() -> None:
    """PDFium drops a space that is shown by itself when another one was on the line."""
    canvas = new_canvas()
    element = canvas.root.add("P")
    tasking = element.add("Span", expansion="Air Tasking Order")
    centre = element.add("Span", expansion="Centre of Excellence")
    said = (("The", 0, None), ("ATO", 20, tasking), ("and", 45, None), ("COE", 65, centre))
    pieces = [say(text, x)._replace(element=owner) for text, x, owner in (*said, ("met", 90, None))]
    canvas.text(pieces, 10, 30, element)
    assert extract(PDFIUM, close(canvas)).split() == ["The", "ATO", "and", "COE", "met"]


def test_words_of_two_lines_are_read_apart() -> None:
    canvas = new_canvas()
    element = canvas.root.add("P")
    for y, text in ((40, "Introduction"), (30, "self-"), (20, "made"), (10, "12")):
        canvas.text([say(text)._replace(trailing_space=False)], 10, y, element)
        with canvas.artifact():
            canvas.rectangle(0, 0, 1, 1, "gold")
    assert read_words(close(canvas)) == "Introduction self-made 12"


def test_pieces_of_one_line_are_read_as_they_join() -> None:
    canvas = new_canvas()
    pieces = [say(text, x)._replace(trailing_space=False) for x, text in ((0, "im"), (20, "port"))]
    canvas.text(pieces, 10, 10, canvas.root.add("P"))
    assert read_words(close(canvas)) == "import"


def test_spaces_are_as_wide_as_they_are_set() -> None:
    canvas = new_canvas()
    piece = say("one two")._replace(gap=10.0, trailing_space=False)
    canvas.text([piece], 20, 30, canvas.root.add("P"))
    data = close(canvas)
    one = FACES.face("text", 10).width("one", 10)
    assert _left_of(data, "t") == pytest.approx(20 + one + 10, abs=0.4)


def test_stretched_and_tracked_spaces_are_as_wide_as_they_are_set() -> None:
    canvas = new_canvas()
    piece = say("one two")._replace(gap=12.0, stretch=1.1, tracking=0.8, trailing_space=False)
    canvas.text([piece], 20, 30, canvas.root.add("P"))
    one = (FACES.face("text", 10).width("one", 10) + 3 * 0.8) * 1.1
    assert _left_of(close(canvas), "t") == pytest.approx(20 + one + 12, abs=0.4)


def _left_of(data: bytes, letter: str) -> float:
    """Where the first such letter of the first page begins."""
    from pypdfium2 import PdfDocument

    pdf = PdfDocument(data)
    page = cast("Characters", pdf[0].get_textpage())
    left, *_ = page.get_charbox(page.get_text_range().index(letter))
    pdf.close()
    return left


class Characters(Protocol):
    """What PDFium tells of a page's characters."""

    def get_text_range(self) -> str: ...

    def get_charbox(self, index: int) -> tuple[float, float, float, float]: ...


def test_a_link_to_a_place_that_is_not_there_is_an_error_with_the_nearest() -> None:
    canvas = new_canvas()
    canvas.destination("chapter-1", 100)
    canvas.link(canvas.root.add("Link"), (0, 0, 9, 9), "#chaptr-1", "The first chapter")
    with pytest.raises(LookupError, match=r"nothing is called `chaptr-1` \(is it `chapter-1`\?\)"):
        close(canvas)


def test_an_outline_that_leads_nowhere_is_an_error() -> None:
    canvas = new_canvas()
    canvas.outline("Far away", 0, "far")
    with pytest.raises(LookupError, match="nothing is called `far`"):
        close(canvas)


def test_the_outline_has_its_levels() -> None:
    with open_pdf(make_sample()) as pdf, pdf.open_outline() as outline:
        (top,) = outline.root
        assert (top.title, [child.title for child in top.children]) == (
            "Office fjords",
            ["Waffles"],
        )
        assert str(pdf.Root.PageMode) == "/UseOutlines"


def test_two_lines_of_the_outline_may_lead_to_one_place() -> None:
    canvas = new_canvas()
    canvas.destination("here", 100)
    canvas.outline("One", 0, "here")
    canvas.outline("Two", 0, "here")
    with open_pdf(close(canvas)) as pdf, pdf.open_outline() as outline:
        assert [entry.title for entry in outline.root] == ["One", "Two"]


def test_places_have_names_for_addresses_that_end_in_one() -> None:
    with open_pdf(make_sample()) as pdf:
        names = list(pdf.Root.Names.Dests.Names)
        assert [str(name) for name in names[::2]] == ["note", "top", "waffles"]
        assert names[3][0].objgen == pdf.pages[0].obj.objgen


def test_page_labels_count_on_where_they_can() -> None:
    canvas = new_canvas()
    canvas.end_page()
    for label in ("2", "iii", "7", "8"):
        canvas.begin_page(100, 100, label)
        canvas.end_page()
    with open_pdf(canvas.finish()) as pdf:
        entries = list(pdf.Root.PageLabels.Nums)
        assert [int(index) for index in entries[::2]] == [0, 2, 3]
        labels = [str(page.label) for page in pdf.pages]
        assert labels == ["1", "2", "iii", "7", "8"]


def test_a_page_can_be_drawn_after_those_it_stands_before() -> None:
    canvas = new_canvas()
    canvas.end_page()
    for label, place in (("4", 3), ("2", 1), ("3", 2)):
        canvas.begin_page(100, 100, label, place)
        canvas.destination(f"page-{label}", 100)
        canvas.text([say(label)], 10, 10, canvas.root.add("P"))
        canvas.end_page()
    with open_pdf(canvas.finish()) as pdf:
        assert [str(page.label) for page in pdf.pages] == ["1", "2", "3", "4"]
        names = list(pdf.Root.Names.Dests.Names)
        found = [names[at + 1][0].objgen for at in range(0, len(names), 2)]
        assert found == [page.obj.objgen for page in pdf.pages][1:]


def test_pages_have_their_own_size() -> None:
    canvas = new_canvas()
    canvas.end_page()
    canvas.begin_page(123.45, 67.8, "2")
    with open_pdf(close(canvas)) as pdf:
        assert [float(side) for side in pdf.pages[1].mediabox] == [0, 0, 123.45, 67.8]


def test_characters_that_no_face_has_are_told() -> None:
    canvas = new_canvas()
    canvas.text([say("a\u4e2db")], 10, 10, canvas.root.add("P"))
    assert canvas.missing() == "\u4e2d"


def test_nothing_is_missing_of_what_is_there() -> None:
    canvas = new_canvas()
    canvas.text([say("Łódź – “Zürich” & façade")], 10, 10, canvas.root.add("P"))
    assert canvas.missing() == ""


def test_shapes_outside_of_anything_are_refused() -> None:
    canvas = new_canvas()
    with pytest.raises(AssertionError, match="shapes need an artifact or an element"):
        canvas.rectangle(0, 0, 10, 10, "gold")


def test_text_outside_of_anything_is_refused() -> None:
    canvas = new_canvas()
    with pytest.raises(AssertionError, match="text needs an element, or an artifact"):
        canvas.text([say("lost")], 0, 0)


def test_an_element_inside_an_artifact_is_refused() -> None:
    canvas = new_canvas()
    with canvas.artifact(), pytest.raises(AssertionError, match="inside an artifact"):
        canvas.text([say("words")], 0, 0, canvas.root.add("P"))


def test_a_figure_without_alternative_text_is_refused() -> None:
    canvas = new_canvas()
    with canvas.marked(canvas.root.add("Figure")):
        canvas.rectangle(0, 0, 10, 10, "gold")
    with pytest.raises(ValueError, match=r"alternative text \(in Document/Figure\)"):
        close(canvas)


def test_two_elements_of_one_id_are_refused() -> None:
    canvas = new_canvas()
    for y in (10, 20):
        canvas.text([say("words")], 0, y, canvas.root.add("Note", id="same"))
    with pytest.raises(ValueError, match="two elements are called `same`"):
        close(canvas)


def test_notes_without_an_id_are_given_one() -> None:
    canvas = new_canvas()
    for y in (10, 20):
        canvas.text([say("words")], 0, y, canvas.root.add("Note"))
    tree = read_tree(close(canvas))
    assert "Note ID='note-0'" in tree
    assert "Note ID='note-1'" in tree


def test_an_unknown_colour_is_refused() -> None:
    canvas = new_canvas()
    with canvas.artifact(), pytest.raises(LookupError, match="no colour `golt`"):
        canvas.rectangle(0, 0, 10, 10, "golt")


def test_large_art_is_in_the_file_once() -> None:
    steps = tuple(Path((Move(n, 0), Straight(n, 0.5 * n)), stroke="gold") for n in range(600))
    art = [Drawing(600, 300, steps), Drawing(600, 300, (*steps,))]
    canvas = new_canvas()
    with canvas.artifact("Background"):
        for place, drawing in enumerate(art):
            canvas.paint(drawing, 0, place * 10, 0.5)
    with open_pdf(close(canvas)) as pdf:
        assert list(pdf.pages[0].obj.Resources.XObject.keys()) == ["/FormXob.Art1"]


def test_art_with_words_stays_on_the_page() -> None:
    canvas = new_canvas()
    figure = canvas.root.add("Figure", alternative="x")
    with canvas.marked(figure):
        canvas.paint(Drawing(60, 40, ARROW.shapes * 300), 0, 0)
    data = close(canvas)
    with open_pdf(data) as pdf:
        assert "/XObject" not in pdf.pages[0].obj.Resources
    assert read_words(data).startswith("office")


def test_opacity_ends_with_what_it_is_for() -> None:
    canvas = new_canvas()
    with canvas.artifact():
        canvas.rectangle(0, 0, 10, 10, "gold", 0.5)
        canvas.rectangle(0, 0, 10, 10, "gold")
    content = read_content(close(canvas), 0)
    assert content.index("/A50 gs") < content.index("/A100 gs") < content.rindex("re f")


@pytest.mark.parametrize("shares", [(0.295, 0.3), (0.3, 0.295)])
def test_opacity_does_not_hang_on_what_was_drawn_before(shares: tuple[float, float]) -> None:
    canvas = new_canvas()
    with canvas.artifact():
        for share in shares:
            canvas.rectangle(0, 0, 10, 10, "gold", share)
    with open_pdf(close(canvas)) as pdf:
        states = pdf.pages[0].obj.Resources.ExtGState
        written = [float(state["/ca"]) for _, state in states.items()]
    assert sorted(written) == sorted(round(share, 2) for share in shares)


def test_a_link_in_an_element_of_another_role_has_one_made() -> None:
    canvas = new_canvas()
    entry = canvas.root.add("TOC").add("TOCI")
    canvas.destination("far", 100)
    canvas.text([say("Far")], 10, 10, entry)
    canvas.link(entry, (10, 10, 30, 20), "#far", "Far")
    tree = read_tree(close(canvas))
    assert tree.splitlines()[1:] == [
        "  TOC",
        "    TOCI",
        '      "Far "',
        "      Link",
        "        -> /XYZ None 100 None",
    ]


def test_an_empty_row_is_left_out_and_an_empty_cell_is_not() -> None:
    canvas = new_canvas()
    table = canvas.root.add("Table")
    table.add("TR").add("TD")
    row = table.add("TR")
    row.add("TD")
    canvas.text([say("x")], 0, 0, row.add("TD"))
    assert [line.strip() for line in read_tree(close(canvas)).splitlines()[1:]] == [
        "Table",
        "TR",
        "TD",
        "TD",
        '"x "',
    ]


def test_an_inline_element_takes_its_place_when_it_is_drawn() -> None:
    paragraph = StructureElement("P")
    link = paragraph.add("Link")
    block = paragraph.add("Figure")
    assert paragraph.children == [block]
    assert link.parent is paragraph
