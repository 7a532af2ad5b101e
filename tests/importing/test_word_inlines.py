"""Runs, fields, notes, comments and pictures of a Word file, and what is not imported of it."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

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
from octavo.importing.tree import ForeignTable
from octavo.importing.word import read_word

WRAPPERS = {
    "sdt": "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
    "smartTag": "<w:smartTag>{}</w:smartTag>",
    "customXml": "<w:customXml>{}</w:customXml>",
    "dir": '<w:dir w:val="rtl">{}</w:dir>',
    "bdo": "<w:bdo>{}</w:bdo>",
    "fldSimple": '<w:fldSimple w:instr="AUTHOR">{}</w:fldSimple>',
    "hyperlink": "<w:hyperlink>{}</w:hyperlink>",
    "ins": "<w:ins>{}</w:ins>",
    "moveTo": "<w:moveTo>{}</w:moveTo>",
    "ruby": "<w:r><w:ruby><w:rt/><w:rubyBase>{}</w:rubyBase></w:ruby></w:r>",
    "choice": "<mc:AlternateContent><mc:Choice>{}</mc:Choice><mc:Fallback><w:r><w:t>twin</w:t>"
    "</w:r></mc:Fallback></mc:AlternateContent>",
    "fallback": "<mc:AlternateContent><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>",
}


@pytest.mark.parametrize("wrapper", WRAPPERS)
@pytest.mark.parametrize("around", WRAPPERS)
def test_words_come_out_of_whatever_wraps_them_once(wrapper: str, around: str) -> None:
    wrapped = WRAPPERS[around].format(WRAPPERS[wrapper].format(r("ALPHA")))

    assert lines(f"<w:p>{r('before ')}{wrapped}{r(' after')}</w:p>") == ["before ALPHA after"]


class TestLooks:
    def test_emphasis_is_what_differs_from_the_style(self) -> None:
        strong = '<w:rStyle w:val="Strong"/>'

        assert lines(p("a ", r("b", "<w:b/>"), r(" c", "<w:i/>"))) == ["a b<b>i< c>"]
        assert lines(p("a ", r("b", strong))) == ["a b<b>"]
        assert lines(p("a ", r("b", strong), style="Heading1")) == ["# a b"]
        assert lines(p("a", r("2", '<w:vertAlign w:val="superscript"/>'))) == ["as<2>"]

    def test_signs_and_breaks_are_letters(self) -> None:
        inside = "<w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:softHyphen/><w:t>c</w:t><w:br/>"
        inside += '<w:t>d</w:t><w:sym w:font="Wingdings" w:char="F0FC"/>'

        assert lines(f"<w:p><w:r>{inside}</w:r></w:p>") == ["a\u2011bc\nd✓"]

    def test_an_unknown_sign_is_reported(self) -> None:
        found = read(p("a", '<w:r><w:sym w:font="Webdings" w:char="F0D2"/></w:r>'))

        assert reported(found) == [("not imported", "signs of symbol fonts", "Webdings F0D2")]

    def test_a_language_is_told_where_it_differs(self) -> None:
        french, english = '<w:lang w:val="fr-FR"/>', '<w:lang w:val="en-GB"/>'
        body = p(r("They said ", english), r("merci", french), r(" in all of it", english))

        assert lines(body) == ["They said fr-FR:merci in all of it"]
        assert ("language", "en-GB") in read(body).properties


class TestFields:
    def test_links_are_followed_where_readers_can_follow_them(self) -> None:
        body = p('<w:hyperlink r:id="far"><w:r><w:t>far</w:t></w:r></w:hyperlink>')
        body += p('<w:hyperlink w:anchor="near"><w:r><w:t>near</w:t></w:r></w:hyperlink>')
        body += p(field('HYPERLINK "https://example.org/" \\l "at"', "field"))
        body += p('<w:hyperlink r:id="disk"><w:r><w:t>disk</w:t></w:r></w:hyperlink>')
        links = {"far": "https://example.org/", "disk": "file:///C:/a.doc"}
        found = read_word(word_file(body, links), "made.docx")

        assert list(show(found.blocks)) == [
            "[far](https://example.org/)",
            "[near](#near)",
            "[field](https://example.org/#at)",
            "disk",
        ]
        assert reported(found) == [("not imported", "links to files", "file:///C:/a.doc")]

    def test_references_lead_to_their_bookmark(self) -> None:
        target = '<w:bookmarkStart w:id="1" w:name="there"/>'
        found = read(p(target, "Here") + p("See ", field(" REF there \\h ", "Here"), "."))

        assert list(show(found.blocks)) == ["Here", "See [Here](#there)."]
        assert found.blocks[0].anchors == ("there",)

    def test_entries_of_the_index_are_marks(self) -> None:
        assert lines(p("Piers", field(' XE "piers:long" ', ""))) == ["Piers{index piers > long}"]

    def test_contents_are_reported_and_not_imported(self) -> None:
        typed = p("Contents") + p("One\t3", style="TOC1")
        begun = field(' TOC \\o "1-3" ', r("One") + "</w:p><w:p>" + r("Two"))
        for body in (typed, p("Contents") + p(begun)):
            found = read(body + p("One", style="Heading1") + p("Text."))

            assert list(show(found.blocks)) == ["# One", "Text."]
            words = " ".join(one.words for one in found.findings)
            assert "Contents" in words
            assert "One" in words

    def test_typed_contents_are_known_by_their_headings(self) -> None:
        names = ("One", "Two", "Three")
        listed = "".join(p(f"{at}. {name}\t{3 * at}") for at, name in enumerate(names, 1))
        body = "".join(p(one, style="Heading1") + p("Text.") for one in names)

        assert lines(p("Contents") + listed + body) == [
            *("# One", "Text.", "# Two", "Text.", "# Three", "Text."),
        ]
        assert lines(listed)[0] == "d1 One\t3"

    def test_the_heading_of_a_list_goes_with_the_list_and_no_other_does(self) -> None:
        listed = p("Tables") + p("Table 1\t3", style="TOC1")
        section = p("One", style="Heading1") + p("Tables") + p("Text.")

        assert lines(listed + section) == ["# One", "Tables", "Text."]

    def test_contents_that_no_mark_ends_take_no_text_with_them(self) -> None:
        open_field = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC'
        open_field += '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'

        assert lines(p(open_field, "One") + p("One", style="Heading1") + p("Text.")) == [
            *("# One", "Text."),
        ]

    def test_fields_within_fields_show_their_result_once(self) -> None:
        inner = field(" PAGE ", "ALPHA")

        assert lines(p("a ", field(" IF 1 = 1 ", inner), " b")) == ["a ALPHA b"]


class TestBesideTheText:
    def test_notes_stand_at_their_mark(self) -> None:
        notes = f'<w:footnote w:id="2">{p("Below.")}</w:footnote>'
        notes += f'<w:footnote w:id="3">{p("Nowhere.")}</w:footnote>'
        found = read(p("a", '<w:r><w:footnoteReference w:id="2"/></w:r>'), footnotes=notes)

        assert list(show(found.blocks)) == ["a^[Below.]"]
        assert reported(found) == [("not imported", "footnotes without a mark", "Nowhere.")]

    def test_comments_tell_what_they_are_about_and_answers_follow(self) -> None:
        comments = "".join(
            f'<w:comment w:id="{id}"><w:p w14:paraId="0{id}">{r(text)}</w:p></w:comment>'
            for id, text in enumerate(("Sure?", "Yes.", "Old."))
        )
        extended = '<w15:commentEx w15:paraId="01" w15:paraIdParent="00"/>'
        extended += '<w15:commentEx w15:paraId="02" w15:done="1"/>'
        marks = '<w:commentRangeStart w:id="0"/>', '<w:commentRangeEnd w:id="0"/>'
        call = '<w:r><w:commentReference w:id="{}"/></w:r>'
        body = p("a ", marks[0], "b", marks[1], call.format(0), " c", call.format(2))
        found = read(body, comments=comments, commentsExtended=extended)

        assert list(show(found.blocks)) == ["a b{Sure? @ b}{Yes. @ b} c"]
        assert reported(found) == [("not imported", "comments that are done", "Old.")]

    def test_heads_and_feet_are_reported(self) -> None:
        found = read(p("a"), header=p("Our house"), footer=p("Page ", field("PAGE", "1")))

        assert reported(found) == [
            ("not imported", "heads and feet of pages", "Our house"),
            ("not imported", "heads and feet of pages", "Page 1"),
        ]

    def test_a_text_box_is_a_box_once(self) -> None:
        box = f"<w:txbxContent>{p('Boxed')}</w:txbxContent>"
        new = f"<w:drawing><wp:anchor><a:graphic><wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp>"
        new += "</a:graphic></wp:anchor></w:drawing>"
        old = f"<w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict>"
        both = f"<mc:AlternateContent><mc:Choice>{new}</mc:Choice><mc:Fallback>{old}</mc:Fallback>"

        for drawn in (new, old, both + "</mc:AlternateContent>"):
            assert lines(p("a", f"<w:r>{drawn}</w:r>")) == ["a", "! Boxed"]


class TestHiddenAndChanged:
    def test_hidden_text_is_left_out_and_reported(self) -> None:
        for hidden in (p("a", r(" HIDDEN", "<w:vanish/>")), p("a") + p("HIDDEN", style="Secret")):
            found = read(hidden)

            assert list(show(found.blocks)) == ["a"]
            assert reported(found) == [("not imported", "hidden text", "HIDDEN")]

    def test_changes_are_accepted_and_reported(self) -> None:
        deleted = "<w:del><w:r><w:delText> OUT</w:delText></w:r></w:del>"
        found = read(p("a", deleted, f"<w:ins>{r(' IN')}</w:ins>"))

        assert list(show(found.blocks)) == ["a IN"]
        assert reported(found) == [
            ("not imported", "tracked deletions", "OUT"),
            ("kept", "tracked insertions", "IN"),
        ]

    def test_moved_words_stand_where_they_went(self) -> None:
        body = p("a", f"<w:moveFrom>{r(' b')}</w:moveFrom>") + p(f"<w:moveTo>{r('b')}</w:moveTo>")
        found = read(body)

        assert list(show(found.blocks)) == ["a", "b"]
        assert reported(found) == [("kept", "tracked moves", "b")]

    def test_a_deleted_end_of_a_paragraph_joins_it_with_the_next(self) -> None:
        assert lines(p("a ", more="<w:rPr><w:del/></w:rPr>") + p("b") + p("c")) == ["a b", "c"]

    def test_deleted_rows_are_left_out(self) -> None:
        found = read(table(row("a", "b"), row("OUT", "OUT", more="<w:del/>"), row("c", "d")))

        assert list(show(found.blocks)) == ["| a | b", "| c | d"]
        assert reported(found) == [("not imported", "tracked deletions", "OUT OUT")]

    def test_placeholders_are_no_text(self) -> None:
        empty = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{r('Click here')}"
        found = read(p("a", empty + "</w:sdtContent></w:sdt>"))

        assert list(show(found.blocks)) == ["a"]
        assert reported(found) == [("not imported", "placeholders", "Click here")]


class TestPictures:
    @pytest.mark.parametrize(
        ("told", "kept"),
        [
            ("A quay at night", "A quay at night"),
            ("A picture containing text Description automatically generated", ""),
            ("image001.png", ""),
            ("Picture 3", ""),
        ],
    )
    def test_a_description_counts_unless_a_program_wrote_it(self, told: str, kept: str) -> None:
        file = word_file(p(picture(alternative=told)), media={"one.png": PIXEL})

        assert list(show(read_word(file, "made.docx").blocks)) == [f"[one.png: {kept}]"]

    def test_a_picture_in_text_stays_there_and_a_floating_one_follows(self) -> None:
        body = p("a ", picture(), " b") + p("c", picture(place="anchor"))
        file = word_file(body, media={"one.png": PIXEL})

        assert list(show(read_word(file, "made.docx").blocks)) == [
            *("a [one.png: ] b", "c", "[one.png: ]"),
        ]

    def test_other_formats_are_converted_or_reported(self) -> None:
        def found(data: bytes) -> list[str]:
            file = word_file(p("a") + p(picture("one.bin")), media={"one.bin": data})
            imported = read_word(file, "made.docx")
            return [*show(imported.blocks), *(one.kind for one in imported.findings)]

        drawn = BytesIO()
        Image.new("RGB", (2, 2), "red").save(drawn, "BMP")

        assert found(PIXEL) == ["a", "[one.png: ]"]
        assert found(drawn.getvalue()) == ["a", "[one.png: ]"]
        assert found(b"<svg/>") == ["a", "pictures in other formats"]

    def test_a_metafile_is_reported(self) -> None:
        file = word_file(p("a", picture("old.emf")), media={"old.emf": b"\1" + bytes(39) + b" EMF"})

        assert reported(read_word(file, "made.docx")) == [
            ("not imported", "pictures as Windows metafiles", "old.emf")
        ]

    def test_a_chart_becomes_a_table_of_its_data(self) -> None:
        drawn = '<w:r><w:drawing><wp:inline><c:chart r:id="chart"/></wp:inline></w:drawing></w:r>'
        point = '<c:pt idx="{}"><c:v>{}</c:v></c:pt>'
        years = point.format(0, "2030") + point.format(1, "2040")
        data = point.format(0, "1.2000000000000004") + point.format(1, "34")
        series = f"<c:ser><c:tx><c:v>Launches</c:v></c:tx><c:cat>{years}</c:cat><c:val>{data}"
        found = read(p(drawn), chart=f"{series}</c:val></c:ser>")

        assert list(show(found.blocks)) == ["=  = Launches", "| 2030 | 1.2", "| 2040 | 34"]
        assert isinstance(found.blocks[0], ForeignTable)
        assert reported(found) == [
            ("guessed", "charts", "Launches 2030 2040 1.2000000000000004 34")
        ]

    def test_a_diagram_is_reported_with_its_words(self) -> None:
        drawn = '<w:r><w:drawing><wp:inline><dgm:relIds r:dm="diagramData"/></wp:inline>'
        words = "<a:p><a:r><a:t>Plan</a:t></a:r></a:p><a:p><a:r><a:t>Do</a:t></a:r></a:p>"
        found = read(p("a", f"{drawn}</w:drawing></w:r>"), diagramData=words)

        assert reported(found) == [("not imported", "diagrams", "Plan Do")]

    def test_an_equation_is_written_in_a_line(self) -> None:
        letters = "<m:r><m:t>{}</m:t></m:r>"
        half = (
            f"<m:f><m:num>{letters.format('a+b')}</m:num><m:den>{letters.format('2')}</m:den></m:f>"
        )
        found = read(p("x = ", f"<m:oMath>{half}</m:oMath>"))

        assert list(show(found.blocks)) == ["x = (a+b)/2"]
        assert reported(found) == [("guessed", "equations", "(a+b)/2")]


def test_text_from_right_to_left_is_reported_once() -> None:
    found = read(p(r("אבג", "<w:rtl/>")) * 3)

    assert list(show(found.blocks)) == ["אבג"] * 3
    assert [(one.kind, one.reason) for one in found.findings] == [
        (
            "paragraphs from right to left",
            "Octavo sets no text from right to left, as 3 of its paragraphs are",
        )
    ]


def test_words_of_a_part_that_is_unknown_are_reported() -> None:
    strange = '<x:y xmlns:x="urn:x"><w:r><w:t>LOST</w:t></w:r></x:y>'

    assert reported(read(p("a", strange))) == [("not imported", "unknown parts", "LOST")]
    assert reported(read(f"<z>{p('LOST')}</z>")) == [("not imported", "unknown parts", "LOST")]
    assert reported(read(table(row("a", f"<z>{cell('LOST')}</z>", "b")))) == [
        ("not imported", "unknown parts", "LOST")
    ]
