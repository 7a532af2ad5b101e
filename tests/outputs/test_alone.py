"""Each output of the small publication, made alone, is the file that a full build makes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from octavo import Draft, Folder, list_generators, read
from octavo.build.steps import make_files
from octavo.document import OutputRequest
from trust.places import SMALL

pytestmark = pytest.mark.slow
EDITIONS = (
    OutputRequest("booklet", (), (("edition", "imposed"),)),
    OutputRequest("word", (), (("review", "true"),)),
    *(OutputRequest(name) for name in list_generators()),
)


@pytest.fixture(scope="module")
def draft() -> Draft:
    """The small publication with every generator among its outputs, some of them twice."""
    return replace(read(SMALL), outputs=EDITIONS)


@pytest.fixture(scope="module")
def whole(draft: Draft) -> dict[str, bytes]:
    """What a full build makes, by name."""
    return {file.name: file.data for file in make_files(draft, Folder(SMALL))}


@pytest.mark.parametrize("audiences", [(), ("command",)], ids=["all", "command"])
@pytest.mark.parametrize("name", list_generators())
def test_a_file_that_is_made_alone_is_that_of_a_full_build(
    name: str, audiences: tuple[str, ...], draft: Draft, whole: dict[str, bytes]
) -> None:
    alone = make_files(draft, Folder(SMALL), (name,), audiences)
    usual = {file.name: file.data for file in alone if file.name in whole}

    assert alone
    assert usual == {file: whole[file] for file in usual}
    assert len(usual) == len(alone) or audiences
