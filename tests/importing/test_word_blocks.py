"""Headings, lists, tables, figures and captions of a Word file."""

from __future__ import annotations

from importing.word_files import (
    PIXEL,
    cell,
    field,
    lines,
    p,
    picture,
    r,
    read,
    reported,
    row,
    show,
    table,
    word_file,
)
from octavo.importing.tree import ForeignHeading, ForeignTable
from octavo.importing.word import read_word

TEXT = "A sentence of the text that says something and ends as sentences do."


def numbering(*levels: tuple[str, str], start: int = 1) -> str:
    """One list, number 7, with a form and a text for each level."""
    told = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/><w:pPr><w:ind w:left="{360 * (depth + 1)}"/></w:pPr></w:lvl>'
        for depth, (form, text) in enumerate(levels)
    )
    return (
        f'<w:abstractNum w:abstractNumId="3">{told}</w:abstractNum>'
        '<w:num w:numId="7"><w:abstractNumId w:val="3"/></w:num>'
        '<w:num w:numId="8"><w:abstractNumId w:val="3"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )


def item(text: str, depth: int = 0, list: int = 7, style: str = "") -> str:
    number = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list}"/></w:numPr>'
    return p(text, style=style, more=number)


def bold(text: str, more: str = "") -> str:
    return p(r(text, "<w:b/>"), more=more)


class TestHeadings:
    def test_styles_make_headings_in_any_language_and_by_what_is_beneath(self) -> None:
        body = p("One", style="Heading1") + p("Two", style="Chapter")
        body += p("Drei", style="berschrift3") + p(TEXT)

        assert lines(body) == ["# One", "# Two", "### Drei", TEXT]

    def test_an_outline_level_makes_a_heading(self) -> None:
        assert lines(p("Two", more='<w:outlineLvl w:val="1"/>') + p(TEXT))[0] == "## Two"

    def test_a_number_is_apart_from_the_words_counted_or_typed(self) -> None:
        numbers = numbering(("decimal", "%1"), ("decimal", "%1.%2"))
        body = item("One", 0, style="Heading1") + item("Two", 1, style="Heading2")
        body += p("4.2 Typed", style="Heading2") + p(TEXT)

        assert lines(body, numbering=numbers)[:3] == ["# 1 | One", "## 1.1 | Two", "## 4.2 | Typed"]

    def test_a_bold_heading_has_no_bold_words(self) -> None:
        assert lines(p(r("One", "<w:b/>"), style="Heading2")) == ["## One"]

    def test_short_bold_paragraphs_with_text_after_them_are_guessed(self) -> None:
        body = bold("First part") + p(TEXT) + bold("Second part") + p(TEXT)

        assert lines(body) == ["# First part ?", TEXT, "# Second part ?", TEXT]

    def test_larger_letters_are_a_higher_level(self) -> None:
        large = p(r("Part", '<w:b/><w:sz w:val="32"/>'))
        body = p(TEXT) + large + bold("First") + p(TEXT) + large + bold("Second") + p(TEXT)

        assert lines(body)[1:4] == ["# Part ?", "## First ?", TEXT]

    def test_typed_numbers_tell_the_levels_of_guessed_headings(self) -> None:
        body = bold("1. Aims") + p(TEXT) + bold("1.1 Ways") + p(TEXT) + bold("2. Ends") + p(TEXT)
        body += bold("2.1 Means") + p(TEXT)

        assert [one for one in lines(body) if one != TEXT] == [
            "# 1. | Aims ?",
            "## 1.1 | Ways ?",
            "# 2. | Ends ?",
            "## 2.1 | Means ?",
        ]

    def test_a_bold_sentence_and_a_lone_bold_line_are_no_headings(self) -> None:
        assert lines(bold("Act now.") + p(TEXT) + bold("Act now.") + p(TEXT))[0] == "b<Act now.>"
        assert lines(p(TEXT) + bold("Alone") + p(TEXT))[1] == "b<Alone>"
        assert lines(p(TEXT) + bold("Last one"))[1] == "b<Last one>"

    def test_the_largest_of_the_first_paragraphs_is_the_title(self) -> None:
        body = bold("A series") + p(r("Space in 2040", '<w:sz w:val="56"/>')) + p(TEXT)

        assert lines(body) == ["b<A series>", "title: Space in 2040", TEXT]

    def test_a_whole_paragraph_in_the_style_of_a_heading_is_text(self) -> None:
        found = read(p(TEXT * 4, style="Heading2") + p(TEXT))

        assert list(show(found.blocks)) == [TEXT * 4, TEXT]
        assert found.findings[0].kind == "text in a style of headings"

    def test_pictures_in_a_heading_follow_it(self) -> None:
        file = word_file(p("One", picture(), style="Heading1"), media={"one.png": PIXEL})

        assert list(show(read_word(file, "made.docx").blocks)) == ["# One", "[one.png: ]"]

    def test_lines_of_larger_letters_and_numbers_are_no_headings(self) -> None:
        large = p(r("A line of a poster", '<w:sz w:val="32"/>'))

        assert lines(p(TEXT) + large + large + p(TEXT))[1:3] == ["A line of a poster"] * 2
        assert lines((p("(C) (315) 430-8073") + p(TEXT)) * 2)[0] == "(C) (315) 430-8073"

    def test_what_a_style_calls_a_title_is_no_heading(self) -> None:
        title = p(r("Space", '<w:b/><w:sz w:val="48"/>'), style="Title")

        assert lines(title + p(TEXT)) == ["title: Space", TEXT]

    def test_what_stands_before_the_title_is_no_heading(self) -> None:
        series = p(r("A series", '<w:b/><w:sz w:val="32"/>'))

        assert lines(series + p("Space", style="Title") + p(TEXT))[0] == "b<A series>"

    def test_guessed_levels_leave_none_out(self) -> None:
        def sized(size: int) -> str:
            return p(r(f"Size {size}", f'<w:b/><w:sz w:val="{size}"/>')) + p(TEXT)

        body = p(TEXT) + "".join(map(sized, (40, 28, 40, 34, 28, 34)))

        assert [one.partition(" ?")[0] for one in lines(body) if one != TEXT] == [
            *("# Size 40", "## Size 28", "# Size 40", "## Size 34", "### Size 28", "## Size 34"),
        ]

    def test_a_guess_says_why(self) -> None:
        blocks = read(bold("First") + p(TEXT) + bold("Second") + p(TEXT)).blocks

        assert isinstance(blocks[0], ForeignHeading)
        assert blocks[0].guessed == "a short paragraph alone, bold, with text after it"


class TestLists:
    def test_levels_nest_and_numbers_have_their_form(self) -> None:
        numbers = numbering(("decimal", "%1."), ("lowerLetter", "%2)"), ("lowerRoman", "%3."))
        body = item("a") + item("b", 1) + item("c", 2) + item("d", 1) + item("e")

        assert lines(body, numbering=numbers) == ["d1 a", "  l1 b", "    r1 c", "  l2 d", "d2 e"]

    def test_a_list_goes_on_after_text_and_another_begins_anew(self) -> None:
        body = item("a") + item("b") + p(TEXT) + item("c") + item("d", list=8)

        assert lines(body, numbering=numbering(("decimal", "%1."), start=3)) == [
            *("d3 a", "d4 b", TEXT, "d5 c", "d1 d"),
        ]

    def test_a_level_without_a_sign_is_text(self) -> None:
        assert lines(item("a"), numbering=numbering(("none", ""))) == ["a"]

    def test_a_label_of_words_is_part_of_the_text(self) -> None:
        told = lines(item("Aims") + item("Ways"), numbering=numbering(("decimal", "Article %1")))

        assert told == ["Article 1 Aims", "Article 2 Ways"]

    def test_an_indented_paragraph_goes_on_with_its_item(self) -> None:
        body = item("a") + p("more", more='<w:ind w:left="360"/>') + item("b")

        assert lines(body, numbering=numbering(("decimal", "%1."))) == ["d1 a", "  more", "d2 b"]

    def test_typed_numbers_and_bullets_are_lists(self) -> None:
        assert lines(p("1. a") + p("2. b")) == ["d1 a", "d2 b"]
        assert lines(p("1. a") + p("(a) b") + p("(b) c") + p("2. d")) == [
            *("d1 a", "  l1 b", "  l2 c", "d2 d"),
        ]
        assert lines(p("• a") + p("• b")) == ["* a", "* b"]
        assert lines(p("– a") + p("– b")) == ["* a", "* b"]
        assert lines(p("\uf0b7\ta") + p("\uf0b7\tb")) == ["* a", "* b"]

    def test_what_only_looks_like_one_item_is_text(self) -> None:
        assert lines(p("– a dash before a remark")) == ["– a dash before a remark"]
        assert lines(p("1999. A year")) == ["1999. A year"]
        assert lines(p("1. a")) == ["1. a"]

    def test_what_was_typed_is_reported(self) -> None:
        assert ("guessed", "typed lists", "1. 2.") in reported(read(p("1. a") + p("2. b")))


class TestTables:
    def test_cells_go_over_columns_and_rows(self) -> None:
        wide, tall = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>'
        rows = row(cell("a", more=wide), cell("b", more=tall))
        rows += row("c", "d", cell("", more="<w:vMerge/>"))

        assert lines(table(rows)) == ["| (2x1)a | (1x2)b", "| c | d"]

    def test_words_in_a_covered_cell_are_reported(self) -> None:
        rows = row(cell("a", more='<w:vMerge w:val="restart"/>'), "b")
        rows += row(cell("lost", more="<w:vMerge/>"), "c")

        found = read(table(rows))
        assert ("not imported", "words in covered cells", "lost") in reported(found)

    def test_head_rows_are_marked_or_guessed(self) -> None:
        marked = row("A", "B", more="<w:tblHeader/>")
        looks = row(cell(bold("A")), cell(bold("B")))
        below = row("1", "2")

        assert lines(table(marked, below)) == ["= A = B", "| 1 | 2"]
        assert lines(table(looks, below)) == ["= A = B", "| 1 | 2"]
        assert lines(table(looks, looks)) == ["| b<A> | b<B>", "| b<A> | b<B>"]

    def test_a_row_that_does_not_begin_at_the_edge_has_an_empty_cell(self) -> None:
        assert lines(table(row("a", "b"), row("c", more='<w:gridBefore w:val="1"/>'))) == [
            *("| a | b", "|  | c"),
        ]

    def test_a_table_without_lines_that_holds_text_only_arranges_it(self) -> None:
        none = '<w:tblBorders><w:top w:val="none"/></w:tblBorders>'
        body = table(row(cell(TEXT * 6), cell("b")), row("c", "d"), look=none)
        block = read(body).blocks[0]

        assert isinstance(block, ForeignTable)
        assert block.layout

    def test_one_cell_with_a_line_around_it_is_a_box(self) -> None:
        assert lines(table(row(cell("a", "b")))) == ["! a", "! b"]

    def test_a_table_in_a_cell_stays_one(self) -> None:
        inner = table(row("x", "y"), row("1", "2"))

        assert lines(table(row("a", cell(inner, "b")), row("c", "d"))) == [
            *("| a | | x | y / | 1 | 2 / b", "| c | d"),
        ]

    def test_wrapped_rows_and_cells_are_found(self) -> None:
        control = "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>"
        rows = control.format(row("a", control.format(cell("b"))))
        rows += f"<w:customXml>{row('c', 'd')}</w:customXml>"

        assert lines(table(rows)) == ["| a | b", "| c | d"]


class TestCaptions:
    def test_a_caption_belongs_to_the_figure_above_it_without_its_number(self) -> None:
        for caption in (
            p("Figure ", field(" SEQ Figure ", "1"), ": A quay", style="Caption"),
            p(
                "Figure ",
                '<w:fldSimple w:instr=" SEQ Figure "><w:r><w:t>1</w:t></w:r></w:fldSimple>',
                ": A quay",
            ),
            p("Figure 1. A quay"),
            p("Abb. 1: A quay"),
            p("A quay", style="Caption"),
        ):
            body = word_file(p(picture()) + caption + p(TEXT), media={"one.png": PIXEL})

            assert list(show(read_word(body, "made.docx").blocks)) == ["[one.png: ] = A quay", TEXT]

    def test_the_caption_of_a_table_stands_above_or_below(self) -> None:
        rows = table(row("a", "b"), row("1", "2"))
        caption = p("Table 2: Fares")

        assert lines(caption + rows)[0] == "table: Fares"
        assert lines(rows + caption)[0] == "table: Fares"
        assert lines(rows + caption + rows)[:3] == ["| a | b", "| 1 | 2", "table: Fares"]

    def test_a_sentence_about_a_figure_is_no_caption(self) -> None:
        assert lines(table(row("a", "b"), row("1", "2")) + p("Table 2 shows fares."))[-1] == (
            "Table 2 shows fares."
        )

    def test_a_number_that_was_taken_off_is_reported(self) -> None:
        found = read(table(row("a", "b"), row("1", "2")) + p("Table 2: Fares"))

        assert ("kept", "numbers of captions", "Table 2:") in reported(found)


def test_quotations_code_and_page_breaks() -> None:
    body = p("Said", style="Quote") + p("again", style="Quote") + p(TEXT)
    body += p('<w:r><w:br w:type="page"/></w:r>') + p(TEXT)

    assert lines(body) == ["> Said", "> again", TEXT, "---", TEXT]


def test_a_page_break_within_a_paragraph_divides_it() -> None:
    assert lines(p("one", '<w:r><w:br w:type="page"/></w:r>', "two")) == ["one", "---", "two"]


def test_a_page_break_before_a_heading_divides_nothing() -> None:
    body = p(TEXT) + p('<w:r><w:br w:type="page"/></w:r>') + p("One", style="Heading1")

    assert lines(body) == [TEXT, "# One"]


def test_text_pasted_from_the_web_is_no_code() -> None:
    style = (
        '<w:style w:type="paragraph" w:styleId="Pre"><w:name w:val="HTML Preformatted"/></w:style>'
    )
    prose = p("Words as they stood on a page,", style="Pre") + p("in two lines.", style="Pre")
    code = p("for one in all:", style="Pre") + p("    print(one)", style="Pre")

    assert list(show(read(prose, styles=style).blocks)) == [
        "Words as they stood on a page,",
        "in two lines.",
    ]
    assert [type(one).__name__ for one in read(code, styles=style).blocks] == ["ForeignCode"]
