"""What became of a document, as it is told."""

from __future__ import annotations

from octavo.importing.report import write_report
from octavo.importing.tree import ImportFinding

LONG = "word " * 40


def test_what_was_imported_is_quoted_as_far_as_it_can_be_found_by() -> None:
    guessed = ImportFinding("guessed", "points", "line 3", LONG, "it was bold")
    [line] = [line for line in report(guessed) if line.startswith("- ")]

    assert line == f"- line 3: “{' '.join(['word'] * 14)} …”: it was bold"


def test_what_was_not_imported_is_quoted_whole() -> None:
    lost = ImportFinding("not imported", "equations", "line 3", LONG, "write it as a picture")

    assert f"- line 3: “{LONG.strip()}”: write it as a picture" in report(lost)


def test_code_in_a_message_stays_code_and_signs_of_the_document_stay_signs() -> None:
    found = ImportFinding("guessed", "labels", "", "a `b` *c*", "`octavo check` names_it")

    assert "- “a \\`b\\` \\*c\\*”: `octavo check` names\\_it" in report(found)


def report(finding: ImportFinding) -> list[str]:
    return write_report(["a.txt"], [finding]).splitlines()
