"""The file itself: the same each time, and without traces of where it was made."""

from __future__ import annotations

import getpass
import platform
import re
from dataclasses import replace
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

import docx
import pytest
from PIL import Image

from octavo.audit.docx_blocks import hash_blocks
from octavo.document import Document, Figure, FigureGroup, Paragraph, Picture, Reference, Text
from octavo.document.problem import SourceError
from octavo.docx.inspection import inspect_file
from octavo.files.library import Memory
from octavo.word import WordOptions, generator
from word.readback import part, parts
from word.sample import DOCUMENT, LIBRARY, PUBLICATION, dot, say

SMALL = replace(DOCUMENT, sections=DOCUMENT.sections[:1])


def make(document: Document, embed_fonts: bool = True, review: bool = False) -> bytes:
    """The Word file of a document."""
    return generator.generate(document, WordOptions(embed_fonts, review), LIBRARY).data


def test_the_same_document_gives_the_same_bytes() -> None:
    assert make(SMALL) == make(SMALL)


def test_another_document_gives_other_bytes() -> None:
    other = replace(SMALL, publication=replace(PUBLICATION, title="Another"))

    assert make(SMALL, embed_fonts=False) != make(other, embed_fonts=False)


def test_pictures_are_stored_and_the_rest_is_packed(sample: bytes) -> None:
    with ZipFile(BytesIO(sample)) as archive:
        stored = {
            entry.filename for entry in archive.infolist() if entry.compress_type == ZIP_STORED
        }
        dates = {entry.date_time for entry in archive.infolist()}

    assert {name.rsplit(".", 1)[1] for name in stored} == {"png", "xlsx"}
    assert dates == {(1980, 1, 1, 0, 0, 0)}


def test_properties_are_those_of_the_publication(sample: bytes) -> None:
    core = docx.Document(BytesIO(sample)).core_properties

    assert (core.title, core.author, core.subject, core.language, core.category) == (
        "Every Kind of Node",
        "House of Tests",
        "A document for tests & trials",
        "en-GB",
        "Conference proceedings",
    )
    assert (core.keywords, core.comments) == (
        "tests, nodes",
        "A document that has one of everything.",
    )
    assert str(core.created) == "2025-04-30 00:00:00+00:00"
    assert core.modified == core.created


def test_a_publication_without_a_date_gives_none() -> None:
    event = replace(PUBLICATION.event, start=None, end=None)
    undated = replace(SMALL, publication=replace(PUBLICATION, event=event))

    core = part(make(undated, embed_fonts=False), "docProps/core.xml")
    assert "created" not in core
    assert "modified" not in core


def test_nothing_tells_of_the_machine_or_of_the_library_that_wrote_it(sample: bytes) -> None:
    told = b"".join(
        data for name, data in parts(sample).items() if name.endswith((".xml", ".rels"))
    )

    for trace in ("python-docx", "rsid", "Microsoft Office", "file:"):
        assert trace.encode() not in told, trace
    for name in (platform.node(), getpass.getuser()):
        assert f">{name}<".encode() not in told
    assert [name for name in parts(sample) if "thumbnail" in name] == []


def test_it_is_no_file_of_an_older_word(sample: bytes) -> None:
    settings = part(sample, "word/settings.xml")

    assert (
        'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"'
        in settings
    )


def test_styles_and_theme_take_their_colours_from_the_one_theme() -> None:
    theme = LIBRARY.read("templates/theme.yaml").replace(b'"#1F5FA8"', b'"#123456"')
    library = Memory({**LIBRARY.files, "templates/theme.yaml": theme})
    made = generator.generate(SMALL, WordOptions(embed_fonts=False), library).data

    assert '<a:accent1><a:srgbClr val="123456"/></a:accent1>' in part(made, "word/theme/theme1.xml")
    assert 'w:val="123456" w:themeColor="accent1"' in part(made, "word/styles.xml")
    assert "1F5FA8" not in part(made, "word/styles.xml")


def test_sizes_follow_the_theme() -> None:
    theme = LIBRARY.read("templates/theme.yaml").replace(b"text: 9.6,", b"text: 10.9,")
    library = Memory({**LIBRARY.files, "templates/theme.yaml": theme})
    made = generator.generate(SMALL, WordOptions(embed_fonts=False), library).data

    assert '<w:sz w:val="24"/>' in part(made, "word/styles.xml").split("</w:docDefaults>")[0]


def test_faces_travel_with_the_file_when_asked_to() -> None:
    faces = [name for name in parts(make(SMALL)) if name.endswith(".odttf")]

    assert len(faces) == 10
    assert [name for name in parts(make(SMALL, embed_fonts=False)) if name.endswith(".odttf")] == []


def test_a_face_that_travels_is_a_font_once_unmasked() -> None:
    from octavo.docx.faces import mask_face

    made = make(SMALL)
    table = part(made, "word/fontTable.xml")
    key = re.search(r'w:embedRegular r:id="face1" w:fontKey="{([-0-9A-F]+)}"', table)
    assert key is not None

    data = mask_face(parts(made)["word/fonts/face1.odttf"], key[1])
    assert data[:4] == b"\x00\x01\x00\x00"


def test_a_marking_stands_at_head_and_foot_of_every_page() -> None:
    marked = replace(SMALL, publication=replace(PUBLICATION, marking="FOR TESTS & TRIALS"))
    made = make(marked, embed_fonts=False)
    names = [name for name in parts(made) if re.match(r"word/(header|footer)\d+\.xml", name)]

    assert len(names) == 8
    assert all("FOR TESTS &amp; TRIALS" in part(made, name) for name in names)


@pytest.mark.slow
def test_words_follow_the_language() -> None:
    french = replace(DOCUMENT, publication=replace(PUBLICATION, language="fr-FR"))
    made = make(french, embed_fonts=False)

    assert "Table des matières" in part(made, "word/document.xml")
    assert "SEQ Tableau \\* ARABIC" in part(made, "word/document.xml")
    assert "28–30 avril 2025" in part(made, "word/document.xml")
    assert '<w:lang w:val="fr-FR"' in part(made, "word/styles.xml")


def test_a_missing_picture_is_a_problem_that_names_it() -> None:
    figure = Figure(Picture("images/gone.png"), (Text("Gone"),), "Nothing.", id="gone", number=1)
    section = replace(DOCUMENT.sections[0], blocks=(figure,))

    with pytest.raises(SourceError, match=r"the picture `images/gone.png` cannot be read"):
        make(replace(DOCUMENT, sections=(section,)))


def test_a_picture_that_is_none_is_a_problem_that_names_it() -> None:
    figure = Figure(Picture("images/dot.png"), (Text("Bad"),), "Nothing.", id="bad", number=1)
    section = replace(DOCUMENT.sections[0], blocks=(figure,))
    library = Memory({"images/dot.png": dot()[:40]})

    with pytest.raises(SourceError, match=r"`images/dot.png` cannot be read as a picture"):
        generator.generate(replace(DOCUMENT, sections=(section,)), WordOptions(), library)


def test_a_figure_is_as_wide_as_it_says_and_no_higher_than_its_page() -> None:
    upright = BytesIO()
    Image.new("RGB", (20, 90), (31, 95, 168)).save(upright, "PNG")
    shown = (
        Figure(Picture("images/dot.png"), (Text("Whole"),), "A.", id="a", number=1),
        Figure(Picture("images/dot.png"), (Text("Half"),), "B.", id="b", number=2, width=0.5),
        Figure(Picture("images/up.png"), (Text("High"),), "C.", id="c", number=3),
    )
    section = replace(DOCUMENT.sections[0], blocks=shown)
    library = Memory({"images/dot.png": dot(), "images/up.png": upright.getvalue()})
    document = replace(DOCUMENT, sections=(section,), photos=())
    made = generator.generate(document, WordOptions(embed_fonts=False), library).data
    sizes = re.findall(
        r'<wp:inline .*?<wp:extent cx="(\d+)" cy="(\d+)"', part(made, "word/document.xml")
    )
    (whole, _), (half, _), (width, height) = [(int(cx), int(cy)) for cx, cy in sizes]

    assert half == pytest.approx(whole / 2, abs=1)
    assert height / 12700 < 842 * 0.62
    assert height == pytest.approx(width * 4.5, rel=0.01)


def test_parts_of_a_figure_stand_in_the_cells_of_a_table_without_lines() -> None:
    parts = tuple(
        Figure(Picture("images/dot.png"), (Text(word),), "A.", part=at, label=f"({letter})")
        for at, (letter, word) in enumerate((("a", "East"), ("b", "West")), 1)
    )
    whole = FigureGroup(parts, (Text("Both"),), id="both", number=1)
    lead = Reference("west", kind="figure", number="1", part="b")
    named = (parts[0], replace(parts[1], id="west"))
    shown = (replace(whole, blocks=named), Paragraph((lead,), id="see"))
    section = replace(DOCUMENT.sections[0], blocks=shown)
    document = replace(DOCUMENT, sections=(section,), photos=())
    library = Memory({"images/dot.png": dot()})
    made = generator.generate(document, WordOptions(embed_fonts=False), library).data
    body = part(made, "word/document.xml")
    (grid,) = re.findall(r'<w:tbl>(?:(?!</w:tbl>).)*"FigureParts".*?</w:tbl>', body)
    (widths,) = set(re.findall(r'<wp:extent cx="(\d+)"', grid))

    assert grid.count("<w:tc>") == grid.count("<wp:inline ") == 2
    assert 2 * int(widths) / 12700 < sum(map(int, re.findall(r'gridCol w:w="(\d+)"', grid))) / 20
    assert body.count("SEQ Figure") == 1
    assert re.search(r"REF _Ref\d+ .*?Figure\u00a01<.*?<w:hyperlink .*?>b</w:t>", body)


@pytest.mark.parametrize(("letters", "kept"), [("abcde", "abcde"), ("aSbScSdS", "S")])
def test_a_figure_taller_than_its_page_goes_over_between_the_rows_of_its_parts(
    letters: str, kept: str
) -> None:
    strip = BytesIO()
    Image.new("RGB", (100, 5)).save(strip, "PNG")
    pictures = {"images/dot.png": dot(), "images/strip.png": strip.getvalue()}
    parts = tuple(
        Figure(
            Picture(f"images/{'strip' if letter == 'S' else 'dot'}.png"),
            (Text("View"),),
            "A.",
            part=at,
            label=f"({letter})",
        )
        for at, letter in enumerate(letters, 1)
    )
    whole = FigureGroup(parts, (Text("All"),), id="all", number=1)
    section = replace(DOCUMENT.sections[0], blocks=(whole,))
    document = replace(DOCUMENT, sections=(section,), photos=())
    made = generator.generate(document, WordOptions(embed_fonts=False), Memory(pictures)).data
    body = part(made, "word/document.xml")
    captions = re.findall(r'<w:pStyle w:val="Caption"/>(<w:keepNext/>)?.*?\(([a-fS])\)<', body)

    assert [label for held, label in captions if held] == list(kept)


def test_a_character_that_xml_cannot_hold_is_a_problem_with_its_place() -> None:
    section = replace(DOCUMENT.sections[0], blocks=(say("before\x01after", "odd"),))

    with pytest.raises(SourceError, match=r"U\+0001 after `.*before`"):
        make(replace(DOCUMENT, sections=(section,)))


def test_a_template_that_fails_is_a_problem_that_names_it() -> None:
    library = Memory({"templates/word/settings.xml.j2": b"{{ nothing_of_this_name }}"})

    with pytest.raises(SourceError, match=r"settings.xml.j2:1: error: the template fails"):
        generator.generate(SMALL, WordOptions(), library)


def test_a_word_that_is_missing_is_a_problem_that_names_it() -> None:
    strange = replace(SMALL, publication=replace(SMALL.publication, language="xx"))
    library = Memory({"templates/words/xx.yaml": b"word:\n  contents: Contents\n"})

    with pytest.raises(SourceError, match=r"templates/words/xx.yaml:2:3: error: `figures` is miss"):
        generator.generate(strange, WordOptions(), library)


def test_nothing_that_validators_overlook_is_wrong(sample: bytes) -> None:
    assert inspect_file(sample) == ()


def test_every_block_has_a_fingerprint_and_no_words_in_the_manifest(sample: bytes) -> None:
    manifest = part(sample, "customXml/item1.xml")
    block = r'<block name="(blk_[a-z2-7]{8})" words="[0-9a-f]{16}"/>'
    listed = re.findall(block, manifest)

    names = re.findall(r'w:name="(blk_\w+)"', part(sample, "word/document.xml"))
    assert sorted(listed) == sorted(names)
    assert re.fullmatch(rf'<[^>]*><manifest xmlns="[a-z0-9:]+">({block})+</manifest>', manifest)


def test_a_fingerprint_is_that_of_the_words_in_the_finished_file() -> None:
    text = "A straight \" mark, a < sign, AT&T's > end."
    section = replace(DOCUMENT.sections[0], blocks=(say(text, "odd"),))
    data = make(replace(DOCUMENT, sections=(section,)))
    listed = re.findall(r'words="(\w+)"', part(data, "customXml/item1.xml"))

    assert set(listed) <= hash_blocks([part(data, "word/document.xml").encode()])


def test_the_fingerprint_of_a_block_changes_with_its_words_alone() -> None:
    def fingerprints(text: str) -> dict[str, str]:
        section = replace(DOCUMENT.sections[0], blocks=(say(text, "one"), say("The same.", "two")))
        made = make(replace(DOCUMENT, sections=(section,)), embed_fonts=False)
        found = re.findall(
            r'<block name="(\w+)" words="(\w+)"/>', part(made, "customXml/item1.xml")
        )
        return dict(found)

    before, after = fingerprints("As it was."), fingerprints("As it is.")
    assert len([name for name in before if before[name] != after[name]]) == 1


def test_a_property_that_is_cut_is_told_and_keywords_end_with_a_whole_one() -> None:
    long = tuple(f"keyword {number}" for number in range(40))
    publication = replace(PUBLICATION, keywords=long, description="word " * 60)
    output = generator.generate(
        replace(SMALL, publication=publication), WordOptions(embed_fonts=False), LIBRARY
    )
    kept = docx.Document(BytesIO(output.data)).core_properties.keywords

    assert [problem.code for problem in output.problems] == ["WRD015", "WRD015"]
    assert "of `keywords`" in output.problems[0].message
    assert kept.split(", ") == list(long[: kept.count(",") + 1])
    assert 240 < len(kept) <= 255
