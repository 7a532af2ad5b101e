"""The proceedings are held to the Chatham House Rule."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from octavo import Draft, Folder, Severity, check
from octavo.checks.attribution import list_findings

LIBRARY = Folder(Path(__file__).parents[2] / "content" / "space-2040")


@pytest.mark.slow
def test_the_proceedings_pass_with_their_waivers(draft: Draft) -> None:
    found = check(draft, LIBRARY)

    assert [
        p for p in found if p.severity is not Severity.NOTE or p.code.startswith(("ATT", "STY"))
    ] == []


def test_every_waiver_is_for_the_director_or_for_words_without_a_speaker(draft: Draft) -> None:
    assert {waiver.code for waiver in draft.waivers} == {"ATT001", "ATT004"}


def test_were_the_foreword_not_on_the_record_its_signature_would_be_found(draft: Draft) -> None:
    sections = tuple(replace(one, attribution="chatham-house") for one in draft.sections)
    found = list_findings(replace(draft, sections=sections), LIBRARY)

    assert "Col. Sylvain Debarre" in [one.words for one in found if one.code == "ATT003"]
