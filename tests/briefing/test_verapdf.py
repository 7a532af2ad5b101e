"""Every briefing and digest of the proceedings, in every format, is PDF/UA-1 and PDF/A-2a."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.publications import change_publication, make_document
from briefing.random_publications import make_random_document
from briefing.test_word import FORMATS, SPACE
from judges.verapdf import run
from octavo.briefing import BriefingOptions, DigestOptions, generate, summarise
from octavo.document import Document, Imprint
from octavo.document.problem import SourceError
from octavo.files.library import Memory
from octavo.selection.audience import select
from octavo.source.draft import read

pytestmark = pytest.mark.slow
RANDOM = 20


@pytest.fixture(scope="module")
def briefings(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The briefings as files: of the proceedings in all formats, and of random publications."""
    folder, draft = tmp_path_factory.mktemp("briefings"), read(SPACE)
    for audience in draft.audiences:
        document = select(draft, audience.id)
        for format in ("executive", *FORMATS):
            write(document, BriefingOptions(format), folder / f"{audience.id}-{format}.pdf")
        write_digest(document, folder / f"{audience.id}-digest.pdf")
    imprint = Imprint("A centre", contact="x", address="https://example.org/a.pdf")
    linked = change_publication(make_document(), imprint=imprint, marking="OPEN")
    write(linked, BriefingOptions(), folder / "linked.pdf")
    write_digest(linked, folder / "linked-digest.pdf")
    for number in range(RANDOM):
        document = make_random_document(number)
        write(document, BriefingOptions(), folder / f"random-{number}.pdf")
        write_digest(document, folder / f"random-{number}-digest.pdf")
    return sorted(folder.glob("*.pdf"))


def write(document: Document, options: BriefingOptions, file: Path) -> None:
    """The briefing as a file; none when it does not fit."""
    try:
        file.write_bytes(generate(document, options, Memory({})).data)
    except SourceError:
        return


def write_digest(document: Document, file: Path) -> None:
    """The same for the digest."""
    try:
        file.write_bytes(summarise(document, DigestOptions(), Memory({})).data)
    except SourceError:
        return


@pytest.mark.parametrize("flavour", ["ua1", "2a"])
def test_every_briefing_conforms(verapdf: Path, briefings: list[Path], flavour: str) -> None:
    done = run(verapdf, flavour, briefings)
    assert done.returncode == 0, done.stdout
    assert done.stdout.count("PASS") == len(briefings) > 20
