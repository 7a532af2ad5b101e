"""The file: the same every time, and without a trace of where it was made."""

from __future__ import annotations

import getpass
import hashlib
import os
import re
import socket
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from pikepdf import Stream
from reportlab import rl_config

from octavo.document.imprint import Identifier, Imprint
from octavo.pdf.metadata import Metadata, describe, state_terms, write_xmp
from pdf.reading import open_pdf
from pdf.sample import METADATA, close, make_sample, new_canvas, say

TESTS = Path(__file__).parents[1]
DIGEST = (
    "import hashlib; from pdf.sample import *; print(hashlib.sha256(make_sample()).hexdigest())"
)


@pytest.mark.slow
@pytest.mark.parametrize(("seed", "zone"), [("0", "UTC"), ("42", "Asia/Tokyo")])
def test_the_bytes_are_the_same_in_another_process(seed: str, zone: str, tmp_path: Path) -> None:
    places = os.pathsep.join([str(TESTS), str(TESTS.parent / "generators")])
    environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": places}
    done = subprocess.run(
        [sys.executable, "-c", DIGEST],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert done.stdout.strip() == hashlib.sha256(make_sample()).hexdigest(), done.stderr


def test_the_identifier_is_that_of_the_content() -> None:
    first, again = _identify(make_sample()), _identify(make_sample())
    assert first == again
    assert first != _identify(make_sample("a level left out"))


def _identify(data: bytes) -> str:
    with open_pdf(data) as pdf:
        one, two = pdf.trailer.ID
        assert bytes(one) == bytes(two)
        return bytes(one).hex()


@pytest.mark.parametrize("setting", ["useA85", "pdfComments", "pdfMultiLine"])
def test_settings_of_reportlab_change_nothing(
    setting: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = make_sample()
    monkeypatch.setattr(rl_config, setting, 1)
    monkeypatch.setattr(rl_config, "invariant", 0)
    assert make_sample() == plain
    assert getattr(rl_config, setting) == 1


def test_nothing_tells_of_the_machine() -> None:
    with open_pdf(make_sample()) as pdf:
        texts = [write_xmp(METADATA)]
        texts += [bytes(value) for value in pdf.docinfo.values()]
        texts += [thing.read_bytes() for thing in pdf.objects if isinstance(thing, Stream)]
    everything = b"\n".join(texts)
    for secret in (socket.gethostname(), getpass.getuser(), str(Path.home()), "ReportLab"):
        assert re.search(rb"\b%s\b" % re.escape(secret.encode()), everything) is None


def test_it_opens_without_repair() -> None:
    with open_pdf(make_sample()) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert pdf.pdf_version == "1.7"


def test_the_catalogue_says_what_pdf_ua_and_pdf_a_ask_for() -> None:
    with open_pdf(make_sample()) as pdf:
        root = pdf.Root
        assert str(root.Lang) == "en-GB"
        assert bool(root.MarkInfo.Marked) is True
        assert bool(root.ViewerPreferences.DisplayDocTitle) is True
        assert [str(page.obj.Tabs) for page in pdf.pages] == ["/S", "/S"]
        assert root.OutputIntents[0].DestOutputProfile.read_bytes()[36:40] == b"acsp"


def test_the_properties_are_those_of_the_publication() -> None:
    with open_pdf(make_sample()) as pdf:
        told = {key: str(value) for key, value in pdf.docinfo.items()}
        with pdf.open_metadata() as xmp:
            assert xmp["dc:title"] == "Space & time"
            assert xmp["dc:creator"] == ["A centre"]
            assert xmp["dc:description"] == "What is said of it"
            assert xmp["pdf:Keywords"] == "space, time"
            assert xmp["xmp:CreateDate"] == "2025-04-28T00:00:00Z"
            assert (xmp["pdfaid:part"], xmp["pdfaid:conformance"]) == ("2", "A")
            assert xmp["pdfuaid:part"] == "1"
    assert told == {
        "/Title": "Space & time",
        "/Author": "A centre",
        "/Subject": "What is said of it",
        "/Keywords": "space, time",
        "/Creator": "Octavo",
        "/Producer": "Octavo",
        "/CreationDate": "D:20250428000000Z",
        "/ModDate": "D:20250428000000Z",
    }


def test_what_is_not_known_is_not_said() -> None:
    assert describe(Metadata("Title")) == {
        "Title": "Title",
        "Creator": "Octavo",
        "Producer": "Octavo",
    }
    assert b"Date>" not in write_xmp(Metadata("Title"))


def test_a_library_finds_publisher_rights_number_subjects_and_year() -> None:
    numbers = (Identifier("PDF", "978-3-16-148410-0"), Identifier("print", "978-0-306-40615-7"))
    imprint = Imprint(
        "A centre", year="2025", identifiers=numbers, copyright="© A", licence="CC BY"
    )
    canvas = new_canvas(replace(METADATA, terms=state_terms(imprint, "pdf")))
    canvas.text([say("x")], 0, 0, canvas.root.add("P"))
    with open_pdf(close(canvas)) as pdf, pdf.open_metadata() as xmp:
        assert list(xmp["dc:publisher"]) == ["A centre"]
        assert xmp["dc:rights"] == "© A CC BY"
        assert xmp["dc:identifier"] == "978-3-16-148410-0"
        assert set(xmp["dc:subject"]) == {"space", "time"}
        assert list(xmp["dc:date"]) == ["2025"]
        assert xmp["{http://ns.adobe.com/xap/1.0/rights/}UsageTerms"] == "CC BY"
        assert xmp["{http://ns.adobe.com/xap/1.0/rights/}Marked"] == "True"
        assert xmp[f"{PRISM}isbn"] == "978-3-16-148410-0"
    assert state_terms(imprint, "print").isbn == "978-0-306-40615-7"


def test_a_doi_goes_before_the_number_of_a_format_and_both_are_named() -> None:
    numbers = (Identifier("pdf", "978-3-16-148410-0"),)
    imprint = Imprint("A centre", identifiers=numbers, doi="10.5555/1")
    canvas = new_canvas(replace(METADATA, terms=state_terms(imprint, "pdf")))
    canvas.text([say("x")], 0, 0, canvas.root.add("P"))
    with open_pdf(close(canvas)) as pdf, pdf.open_metadata() as xmp:
        assert xmp["dc:identifier"] == "10.5555/1"
        assert (xmp[f"{PRISM}doi"], xmp[f"{PRISM}isbn"]) == ("10.5555/1", "978-3-16-148410-0")


PRISM = "{http://prismstandard.org/namespaces/basic/2.0/}"


def test_a_title_says_in_which_language_it_is() -> None:
    said = write_xmp(Metadata("Chez nous", language="fr")).decode()
    assert '<rdf:li xml:lang="x-default">Chez nous</rdf:li><rdf:li xml:lang="fr">' in said


def test_each_state_of_a_document_has_a_number_and_all_states_share_one() -> None:
    one, same, other = (_number_state(text) for text in ("one", "one", "other"))
    assert one == same
    assert one["DocumentID"] == other["DocumentID"]
    assert one["InstanceID"] != other["InstanceID"]
    assert "00000000-" not in "".join((*one.values(), *other.values()))


def _number_state(text: str) -> dict[str, str]:
    canvas = new_canvas()
    canvas.text([say(text)], 0, 0, canvas.root.add("P"))
    with open_pdf(close(canvas)) as pdf:
        packet = pdf.Root.Metadata.read_bytes().decode()
    return dict(re.findall(r"<xmpMM:(\w+ID)>uuid:([^<]+)<", packet))


def test_a_title_in_other_letters_is_kept() -> None:
    canvas = new_canvas(replace(METADATA, title="Космос – 宇宙 (2040)"))
    canvas.text([say("x")], 0, 0, canvas.root.add("P"))
    with open_pdf(close(canvas)) as pdf:
        assert str(pdf.docinfo["/Title"]) == "Космос – 宇宙 (2040)"
