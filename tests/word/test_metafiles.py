"""Logos in EMF and WMF: kept as they are, but for what is no drawing."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given, strategies as st

from octavo.docx.house.metafiles import clean_metafile, is_metafile
from word.house_shapes import SMALL, emf, logo, paragraph, section, shape
from word.houses import furnish
from word.readback import parts

TOLD = "Traceable program\0Traceable logo\0\0"
PLUS = b"EMF+" + bytes(range(16))


def wmf(remark: bytes = b"") -> bytes:
    """A placeable metafile with a remark and an end."""
    remark += bytes(len(remark) % 2)
    escape = struct.pack("<IHHH", 5 + len(remark) // 2, 0x0626, 15, len(remark)) + remark
    end = struct.pack("<IH", 3, 0)
    words = (18 + len(escape) + len(end)) // 2
    header = struct.pack("<HHHIHIH", 1, 9, 0x300, words, 0, len(escape) // 2, 0)
    return b"\xd7\xcd\xc6\x9a" + bytes(18) + header + escape + end


@pytest.mark.parametrize("data", [emf(), emf(TOLD), wmf()])
def test_both_kinds_are_known(data: bytes) -> None:
    assert is_metafile(data)


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"<svg/>"])
def test_other_pictures_are_none(data: bytes) -> None:
    assert not is_metafile(data)


def test_who_drew_it_is_taken_out() -> None:
    made = clean_metafile(emf(TOLD))

    assert (made.name, made.media_type) == (".emf", "image/x-emf")
    assert "Traceable".encode("utf-16-le") not in made.data
    assert len(made.data) == len(emf(TOLD))


def test_a_comment_is_emptied_and_a_drawing_by_gdi_plus_stays() -> None:
    assert b"Traceable" not in clean_metafile(emf(comment=b"Traceable remark")).data
    assert PLUS in clean_metafile(emf(comment=PLUS)).data


def test_a_remark_in_a_wmf_is_emptied() -> None:
    made = clean_metafile(wmf(b"Traceable remark"))

    assert (made.name, made.media_type) == (".wmf", "image/x-wmf")
    assert b"Traceable" not in made.data


@pytest.mark.parametrize("data", [emf(TOLD), wmf(b"Remark")])
def test_what_stands_behind_the_end_is_cut_off(data: bytes) -> None:
    assert clean_metafile(data + b"Traceable").data == clean_metafile(data).data


@pytest.mark.parametrize("data", [emf(TOLD, PLUS), wmf(b"Remark")])
def test_cleaning_what_is_clean_changes_nothing(data: bytes) -> None:
    clean = clean_metafile(data).data

    assert clean_metafile(clean).data == clean


@given(
    st.sampled_from([emf(TOLD, PLUS), wmf(b"Remark")]),
    st.lists(st.tuples(st.integers(0, 150), st.integers(0, 255)), max_size=5),
    st.integers(0, 200),
)
def test_a_spoilt_one_is_kept_or_refused_and_never_a_fault(
    data: bytes, changes: list[tuple[int, int]], length: int
) -> None:
    spoilt = bytearray(data)
    for place, value in changes:
        spoilt[place % len(spoilt)] = value
    cut = bytes(spoilt[: max(44, length)])
    try:
        clean = clean_metafile(cut).data
    except ValueError:
        return
    assert len(clean) <= len(cut)


def test_a_logo_in_a_head_comes_along_under_a_number() -> None:
    head = {"header1": paragraph(logo("logo.emf"))}
    made = parts(furnish(SMALL, shape(section("header1"), head, media={"logo.emf": emf(TOLD)})))

    (picture,) = [name for name in made if name.endswith(".emf")]
    assert picture == "word/media/house1.emf"
    assert b"image/x-emf" in made["[Content_Types].xml"]
    assert not any(b"Traceable" in data for data in made.values())
