"""What the audit finds of what a generator hides in its output, and what SECURITY.md says of it."""

from __future__ import annotations

import base64
import bz2
import gzip
import lzma
import zlib
from collections.abc import Callable
from itertools import product

import pytest

from octavo.audit import audit_file
from octavo.audit.encodings import DEEPEST
from octavo.audit.unpacking import MOST_UNPACKED
from trust.leaky import pack
from trust.leaky_generator import (
    DECLARED,
    PLAIN,
    UNDECLARED,
    UNSEEN,
    WAYS,
    draw,
    is_caught,
    list_rows,
    make_expected,
    pack_deflated,
    pack_tar,
    pack_zip,
    put_json,
    put_line,
    put_markup,
)
from trust.places import ROOT

CODERS: dict[str, Callable[[bytes], bytes]] = {
    "base64": base64.b64encode,
    "base85": base64.b85encode,
    "hexadecimal": lambda data: data.hex().encode(),
    "percent": lambda data: "".join(f"%{byte:02x}" for byte in data).encode(),
    "gzip": gzip.compress,
    "zlib": zlib.compress,
    "bzip2": bz2.compress,
    "xz": lzma.compress,
    "ZIP": pack_zip,
    "tar": pack_tar,
}
ZEROS = bytes(MOST_UNPACKED // 2 + 1)
HONEST = {
    "text": put_line(""),
    "mark-up": put_markup(""),
    "JSON": put_json("note"),
    "picture": draw(),
}


@pytest.mark.parametrize("data", HONEST.values(), ids=HONEST.keys())
def test_an_output_without_a_leak_passes(data: bytes) -> None:
    assert audit_file("small", data, make_expected(), UNDECLARED) == ()
    assert audit_file("small", data, make_expected(), DECLARED) == ()


def test_every_way_is_caught_but_those_of_which_the_page_says_why() -> None:
    missed = {way for way, make in WAYS.items() if not is_caught(make(), UNDECLARED)}

    assert len(WAYS) >= 30
    assert missed == set(UNSEEN)


def test_the_page_has_the_table_of_the_ways() -> None:
    table = "\n".join(list_rows())

    assert table in (ROOT / "SECURITY.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("names", list(product(CODERS, repeat=DEEPEST - 1)), ids="-".join)
def test_one_encoding_inside_another_is_undone(names: tuple[str, ...]) -> None:
    data = PLAIN
    for name in names:
        data = CODERS[name](data)

    assert is_caught(put_line(data), UNDECLARED)


BOMBS: dict[str, Callable[[], bytes]] = {
    "gzip": lambda: gzip.compress(ZEROS + ZEROS, 1),
    "zlib": lambda: zlib.compress(ZEROS + ZEROS, 1),
    "bare deflate": lambda: pack_deflated(ZEROS + ZEROS),
    "gzip in gzip": lambda: gzip.compress(gzip.compress(ZEROS + ZEROS, 1)),
    "gzip behind gzip": lambda: b"\x89" + gzip.compress(ZEROS, 1) + gzip.compress(ZEROS, 1),
    "gzip in base64": lambda: put_line(base64.b64encode(gzip.compress(ZEROS + ZEROS, 1))),
    "bzip2": lambda: bz2.compress(ZEROS + ZEROS, 1),
    "xz": lambda: lzma.compress(ZEROS + ZEROS, preset=0),
    "ZIP behind other bytes": lambda: b"\x89" + pack_zip(ZEROS + ZEROS),
    "ZIP": lambda: pack({str(number): ZEROS for number in range(5)}),
}


@pytest.mark.slow
@pytest.mark.parametrize("make", BOMBS.values(), ids=BOMBS.keys())
def test_what_unpacks_to_more_than_can_be_looked_through_is_a_finding(
    make: Callable[[], bytes],
) -> None:
    (problem,) = audit_file("small", make(), make_expected(), UNDECLARED)

    assert problem.code == "FIL005"
    assert "MiB" in problem.message


def test_packages_without_an_end_in_one_another_are_a_finding() -> None:
    data = b""
    for _ in range(20):
        data = pack({"inner.zip": data})

    (problem,) = audit_file("small", data, make_expected(), UNDECLARED)

    assert problem.code == "FIL005"
    assert "one in the other" in problem.message
