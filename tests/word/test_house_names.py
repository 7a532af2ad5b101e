"""The styles of a house, whatever the language and the program that named them."""

from __future__ import annotations

import re
from io import BytesIO

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE

from octavo.docx.elements import attribute, child, children, parse, value
from octavo.docx.house.style_names import TRANSLATED, name_in_english, settle_names
from word.house_shapes import SMALL, W, section, shape
from word.houses import change, furnish
from word.readback import part


def sheet(*styles: tuple[str, str, str], beneath: dict[str, str] | None = None) -> bytes:
    """A sheet of styles, each with its id, its name and its kind."""
    written = "".join(
        f'<w:style w:type="{kind}" w:styleId="{id}"><w:name w:val="{name}"/>'
        + (f'<w:basedOn w:val="{beneath[id]}"/>' if beneath and id in beneath else "")
        + "</w:style>"
        for id, name, kind in styles
    )
    return f"<w:styles {W}>{written}</w:styles>".encode()


def settle(house: bytes, own: bytes = sheet()) -> tuple[dict[str, str], dict[str, str]]:
    """The names of the house's styles by id, and the ids of those that are gone."""
    root = parse(house)
    gone = settle_names(root, parse(own))
    styles = children(root, "w:style")
    return {attribute(one, "w:styleId"): value(one, "w:name") for one in styles}, gone


# ------------------------------------------------------------------------------ languages


@pytest.mark.parametrize(
    ("name", "english"),
    [
        ("Überschrift 1", "heading 1"),
        ("Titre 2", "heading 2"),
        ("Título 3", "heading 3"),
        ("Titolo 4", "heading 4"),
        ("Kop 1", "heading 1"),
        ("Nagłówek 1", "heading 1"),
        ("Cabeçalho 1", "heading 1"),
        ("Textkörper", "Body Text"),
        ("Corps de texte 2", "Body Text 2"),
        ("Aufzählungszeichen 3", "List Bullet 3"),
        ("Liste à puces", "List Bullet"),
        ("Beschriftung", "caption"),
        ("Légende", "caption"),
        ("Verzeichnis 1", "toc 1"),
        ("TM 2", "toc 2"),
        ("Fußnotentext", "footnote text"),
        ("Titel", "Title"),
        ("Nagłówek", "header"),
        ("Contents 1", "toc 1"),
        ("Quotations", "Quote"),
        ("Heading 1", "heading 1"),
        ("Heading 10", "Heading 10"),
        ("Hausmitteilung", "Hausmitteilung"),
        ("House Remark 2", "House Remark 2"),
        ("Citation", "Citation"),
        ("Index", "Index"),
    ],
)
def test_a_style_of_words_is_known_in_other_languages(name: str, english: str) -> None:
    assert name_in_english(name) == english


def test_every_name_in_the_table_leads_to_one_of_words_own() -> None:
    own = {name.replace("*", "1") for name in TRANSLATED}

    for translated in TRANSLATED.values():
        for name in translated.split("; "):
            english = name_in_english(name.replace("*", "1"))
            assert english in own, name
            assert name_in_english(english) == english


def test_words_own_name_comes_first() -> None:
    """Two languages may call two styles the same, but English is never read as another language."""
    for name in TRANSLATED:
        assert name_in_english(name.replace("*", "1")) == name.replace("*", "1")


def test_german_headings_are_the_headings() -> None:
    names = ('<w:name w:val="heading 1"/>', '<w:name w:val="Überschrift 1"/>')
    house = change(shape(section()), {"word/styles.xml": names})
    styles = part(furnish(SMALL, house), "word/styles.xml")

    assert "Überschrift" not in styles
    assert re.search(r'w:styleId="Heading1"[^>]*>\s*<w:name w:val="heading 1"/>', styles)


def test_an_alias_tells_which_style_is_meant() -> None:
    root = parse(sheet(("Kapitel", "Kapitel", "paragraph")))
    (style,) = children(root, "w:style")
    name = child(style, "w:name")
    assert name is not None
    name.addnext(parse(f'<w:aliases {W} w:val="K1,Überschrift 1"/>'.encode()))

    settle_names(root, parse(sheet()))
    assert value(style, "w:name") == "heading 1"


def test_an_id_tells_it_when_neither_name_nor_alias_does() -> None:
    names, _ = settle(
        sheet(("berschrift1", "Kapitel", "paragraph"), ("Titre1", "Chapitre", "paragraph"))
    )

    assert names == {"berschrift1": "Kapitel", "Titre1": "heading 1"}


def test_a_style_with_words_own_name_keeps_it_before_a_translated_one() -> None:
    names, _ = settle(sheet(("A", "Überschrift 1", "paragraph"), ("B", "heading 1", "paragraph")))

    assert names == {"A": "Überschrift 1", "B": "heading 1"}


# ------------------------------------------------------------------------------ doubled names


def test_of_two_styles_with_one_name_the_first_stays() -> None:
    house = sheet(("A", "caption", "paragraph"), ("B", "Caption", "paragraph"))

    assert settle(house) == ({"A": "caption"}, {"B": "A"})


def test_no_ring_comes_about_when_the_first_is_based_on_the_second() -> None:
    root = parse(
        sheet(
            ("A", "caption", "paragraph"),
            ("B", "Caption", "paragraph"),
            ("C", "Base", "paragraph"),
            beneath={"A": "B", "B": "C"},
        )
    )

    settle_names(root, parse(sheet()))
    first = next(children(root, "w:style"))
    assert value(first, "w:basedOn") == "C"


def test_two_kinds_of_style_with_one_name_get_two_names() -> None:
    names, _ = settle(sheet(("A", "Term", "paragraph"), ("B", "Term", "character")))

    assert names == {"A": "Term", "B": "Term 2"}


def test_a_name_of_ours_that_is_the_houses_of_another_kind_stays_the_houses() -> None:
    """LibreOffice has a character style called Definition."""
    own = parse(sheet(("Definition", "Definition", "paragraph")))
    (ours,) = children(own, "w:style")
    ours.set(f"{{{W[9:-1]}}}customStyle", "1")
    house = parse(sheet(("Definition", "Definition", "character")))

    settle_names(house, own)
    assert [value(one, "w:name") for one in children(house, "w:style")] == ["Definition"]
    assert value(ours, "w:name") == "Definition 2"


def test_a_name_of_words_stays_with_words_kind_of_style() -> None:
    names, _ = settle(sheet(("Q", "Quote", "character")), sheet(("Quote", "Quote", "paragraph")))

    assert names == {"Q": "Quote 2"}


@pytest.mark.parametrize("kind", ["character", "paragraph"])
def test_no_two_styles_of_a_file_have_one_name(kind: str) -> None:
    more = (
        f'<w:style w:type="{kind}" w:styleId="X1"><w:name w:val="Definition"/></w:style>'
        f'<w:style w:type="{kind}" w:styleId="X2"><w:name w:val="CAPTION"/></w:style>'
    )
    styles = part(furnish(SMALL, shape(section(), styles=more)), "word/styles.xml")
    names = [name.casefold() for name in re.findall(r'<w:name w:val="([^"]*)"', styles)]

    assert sorted(set(names)) == sorted(names)


def test_a_house_style_of_another_kind_is_kept() -> None:
    more = '<w:style w:type="character" w:styleId="X1"><w:name w:val="Definition"/></w:style>'
    made = docx.Document(BytesIO(furnish(SMALL, shape(section(), styles=more))))

    assert made.styles["Definition"].type == WD_STYLE_TYPE.CHARACTER
