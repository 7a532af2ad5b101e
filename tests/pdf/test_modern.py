"""PDF 2.0: tags in namespaces, places that are elements, properties in XMP alone; files inside."""

from __future__ import annotations

import pytest
from pikepdf import Object, Pdf

from octavo.pdf.standards import MODERN, MODERN_WITH_FILES, TAGGED, TAGGED_WITH_FILES, Standard
from octavo.pdf.tags import numbering
from pdf.reading import open_pdf
from pdf.sample import close, make_sample, new_canvas, say

SAMPLE = make_sample("", MODERN)


def find(pdf: Pdf, role: str) -> list[Object]:
    """The elements with that role, in no order that matters."""
    return [thing for thing in pdf.objects if _role_of(thing) == f"/{role}"]


def _role_of(thing: Object) -> str:
    try:
        return str(thing.get("/S", "")) if "/P" in thing else ""
    except (TypeError, ValueError):
        return ""


def test_it_is_pdf_2_without_an_information_dictionary() -> None:
    with open_pdf(SAMPLE) as pdf:
        assert pdf.pdf_version == "2.0"
        assert "/Info" not in pdf.trailer


def test_a_note_is_a_footnote() -> None:
    with open_pdf(SAMPLE) as pdf:
        assert len(find(pdf, "FENote")) == 1
        assert find(pdf, "Note") == []


def test_a_figure_with_its_caption_is_aside() -> None:
    with open_pdf(SAMPLE) as pdf:
        (aside,) = find(pdf, "Aside")
        assert [str(kid.S) for kid in list(aside.K)] == ["/Figure", "/Caption"]


def test_roles_of_old_are_named_so() -> None:
    with open_pdf(SAMPLE) as pdf:
        (reference,) = find(pdf, "Reference")
        (heading,) = find(pdf, "H1")
        assert str(reference.NS.NS) == "http://iso.org/pdf/ssn"
        assert str(heading.NS.NS) == "http://iso.org/pdf2/ssn"


@pytest.mark.parametrize(("standard", "kind"), [(TAGGED, "/None"), (MODERN, "/Description")])
def test_a_list_of_terms_is_of_a_kind_that_the_version_knows(standard: Standard, kind: str) -> None:
    canvas = new_canvas(standard=standard)
    listing = canvas.root.add("L", attributes=numbering("Description"))
    canvas.text([say("Launch")], 10, 10, listing.add("LI").add("Lbl"))
    with open_pdf(close(canvas)) as pdf:
        (found,) = find(pdf, "L")
        assert str(found.A.ListNumbering) == kind


def test_a_note_and_its_call_refer_to_each_other() -> None:
    with open_pdf(SAMPLE) as pdf:
        (note,) = find(pdf, "FENote")
        (call,) = list(note.Ref)
        assert str(call.S) == "/Link"
        assert [other.objgen for other in list(call.Ref)] == [note.objgen]


def test_a_place_is_an_element_and_a_page() -> None:
    with open_pdf(SAMPLE) as pdf:
        names = list(pdf.Root.Names.Dests.Names)
        places = {str(names[at]): names[at + 1] for at in range(0, len(names), 2)}
        assert {key: str(place.SD[0].S) for key, place in places.items()} == {
            "note": "/Lbl",
            "top": "/H1",
            "waffles": "/H2",
        }
        assert places["note"].D[0].objgen == pdf.pages[1].obj.objgen


def test_a_link_leads_to_a_place_by_its_name() -> None:
    with open_pdf(SAMPLE) as pdf:
        _, link = list(pdf.pages[1].obj.Annots)
        assert str(link.Dest) == "note"


@pytest.mark.parametrize("standard", [TAGGED_WITH_FILES, MODERN_WITH_FILES])
def test_a_file_is_inside_and_said_to_be_the_source(standard: Standard) -> None:
    with open_pdf(make_sample("", standard)) as pdf:
        (file,) = list(pdf.Root.AF)
        assert pdf.attachments["notes.txt"].get_file().read_bytes() == b"Words."
        assert str(file.AFRelationship) == "/Source"
        assert str(file.EF.F.Subtype) == "/text/plain"


def test_there_is_no_file_inside_unless_asked_for() -> None:
    with open_pdf(make_sample("", TAGGED)) as pdf:
        assert "/AF" not in pdf.Root
        assert len(pdf.attachments) == 0
