"""The proceedings built once, as `octavo build` builds them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from octavo.build.steps import publish
from octavo.document import Document, Draft
from octavo.selection.audience import select
from octavo.source.draft import read

CONTENT = Path(__file__).resolve().parents[2] / "content" / "space-2040"


@dataclass(frozen=True)
class Proceedings:
    """What was built, and what it was built from."""

    draft: Draft
    document: Document
    """What the general reader may read."""
    folder: Path

    def data(self, suffix: str) -> bytes:
        """The file whose name ends in `suffix` after the publication's name."""
        return (self.folder / f"space-2040{suffix}").read_bytes()


@pytest.fixture(scope="session")
def proceedings(tmp_path_factory: pytest.TempPathFactory) -> Proceedings:
    """All outputs of the proceedings."""
    draft = read(CONTENT)
    result = publish(CONTENT, tmp_path_factory.mktemp("build"))
    return Proceedings(draft, select(draft, None), result.folder)
