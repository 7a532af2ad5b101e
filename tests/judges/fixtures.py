"""The judges from outside, as fixtures: where one is missing, every test that asks for it skips.

A test asks for a judge by the name of its fixture, and hands what it gets to the functions of the
judge's module, which cannot be called without it. In CI a skipped test fails (`conftest.py`).
"""

from __future__ import annotations

from pathlib import Path

import pytest

from judges.chromium import find_chromium
from judges.commonmark import SpecExample, find_commonmark
from judges.extractors import EXTRACTORS, Extractor, find_extractor, find_pdfjs
from judges.firefox import find_firefox
from judges.ghostscript import find_ghostscript
from judges.libreoffice import find_libreoffice
from judges.openxml import find_openxml
from judges.verapdf import find_lack, find_verapdf


@pytest.fixture(scope="session")
def verapdf() -> Path:
    """The folder of veraPDF, which knows the rules of PDF/UA and PDF/A."""
    found = find_verapdf()
    if found is None:
        pytest.skip(find_lack() or "veraPDF cannot be had here: it needs, once, a network")
    return found


@pytest.fixture(scope="session")
def commonmark() -> tuple[SpecExample, ...]:
    """The examples of the CommonMark specification."""
    found = find_commonmark()
    if not found:
        pytest.skip("the examples of CommonMark cannot be had here: they need, once, a network")
    return found


@pytest.fixture(scope="session")
def libreoffice() -> str:
    """The command that starts LibreOffice."""
    found = find_libreoffice()
    if found is None:
        pytest.skip("LibreOffice is not installed")
    return found


@pytest.fixture(scope="session")
def openxml() -> Path:
    """The folder of Microsoft's Open XML SDK."""
    found = find_openxml()
    if found is None:
        pytest.skip("the Open XML SDK cannot be had here: it needs Linux, x64 and, once, a network")
    return found


@pytest.fixture(scope="session")
def chromium() -> str:
    """The command that starts Chromium."""
    found = find_chromium()
    if found is None:
        pytest.skip("Chromium is not installed")
    return found


@pytest.fixture(scope="session")
def firefox_command() -> str:
    """The command that starts Firefox; without it the module that asks is not collected."""
    found = find_firefox()
    assert found is not None
    return found


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Leave out the tests of a browser that few machines have, CI among them."""
    return True if collection_path.name == "test_firefox.py" and not find_firefox() else None


@pytest.fixture(scope="session", params=EXTRACTORS)
def extractor(request: pytest.FixtureRequest) -> Extractor:
    """Each program that takes the words out of a PDF."""
    found = find_extractor(request.param)
    if found is None:
        pytest.skip(f"{request.param} is not installed; `make extractors` installs packages")
    return found


@pytest.fixture(scope="session")
def pdfjs() -> tuple[str, Path]:
    """The command of Node and the folder of pdf.js, with which Firefox shows PDF."""
    found = find_pdfjs()
    if found is None:
        pytest.skip("pdf.js is not installed; `make extractors` installs it where Node is")
    return found


@pytest.fixture(scope="session")
def ghostscript() -> str:
    """The command that starts Ghostscript, which separates a page into the plates of a press."""
    found = find_ghostscript()
    if found is None:
        pytest.skip("Ghostscript is not installed")
    return found
