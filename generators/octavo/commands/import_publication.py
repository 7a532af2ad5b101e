"""`octavo import`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from octavo.commands.arguments import EXISTING_FILE, FOLDER
from octavo.commands.exit_status import conclude
from octavo.commands.folders import show_path
from octavo.commands.progress import choose_teller, clear_progress
from octavo.commands.session import get_session
from octavo.commands.tables import show_table

if TYPE_CHECKING:
    from pathlib import Path

    from octavo.importing.importer import ForeignFile


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=EXISTING_FILE, metavar="FILE...")
@click.option("--output", type=FOLDER, help="The folder of the new publication.")
@click.option("--language", default="", help="Its language, such as en-GB; else it is guessed.")
@click.option("--title", default="", help="Its title; else it is that of the first file.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    help="How the report is printed: json has every finding, for other programs.",
)
def command(
    files: tuple[Path, ...], output: Path | None, language: str, title: str, form: str
) -> None:
    """Make a publication of documents of other programs.

    FILE is a Word file (.docx), an OpenDocument text (.odt, with LibreOffice), Markdown or plain
    text; several become one publication, in their order. The folder gets a source that can be
    built, and IMPORT.md, which says what was kept, what was guessed and what was not imported.
    Nothing is written when a file cannot be read, or when the folder has files already. Exit status
    1 says that there are errors in the source that was written.
    """
    from octavo.document.problem import Severity
    from octavo.importing.folder import choose_folder
    from octavo.importing.importer import import_publication
    from octavo.importing.report import OUTCOMES, count_findings, write_json
    from octavo.importing.structure import has_words

    if language and not has_words(language):
        hint = "the language of the publication is one that Octavo has words for: en-GB, fr, de, …"
        raise click.BadParameter(f"`{language}`; {hint}", param_hint="--language")
    folder = choose_folder(files, output)
    session = get_session()
    sources = [_open(file) for file in files]
    made = import_publication(sources, folder, language, title, choose_teller(session))
    clear_progress(session)
    session.folder = folder
    if form == "json":
        click.echo(write_json([file.name for file in files], made.findings))
    else:
        rows = [
            (OUTCOMES[outcome], kind, str(count))
            for outcome, kind, count in count_findings(made.findings)
        ]
        show_table(("", "what", "how many"), rows)
    shown = show_path(folder)
    click.echo(f"{shown}: {made.sections} sections; read IMPORT.md in it first", err=True)
    grave = [problem for problem in made.problems if problem.severity is not Severity.NOTE]
    conclude(grave, nothing=f"next: octavo preview {shown}, then octavo build {shown}")


def _open(file: Path) -> ForeignFile:
    from octavo.importing.folder import open_beside
    from octavo.importing.importer import ForeignFile
    from octavo.importing.opening import LARGEST, refuse

    if not file.is_file():
        hint = "copy what it gives into a file first"
        raise refuse("IMF002", "it is a pipe or a device, and no file", file.name, hint)
    with file.open("rb") as handle:
        data = handle.read(LARGEST + 1)
    return ForeignFile(file.name, data, open_beside(file.parent))
