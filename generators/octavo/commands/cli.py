"""The command line: arguments to calls, problems to an exit status.

Only click is imported here; everything else waits until a command needs it, so that
`octavo --help` answers at once. Exit status: 0 done; 1 the source has problems; 2 the command is
wrong; 3 what must be there does not fit its page; 101 a fault of ours or of a generator.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from octavo.document.problem import Problem

BAD_SOURCE = 1
BAD_COMMAND = 2
NO_FIT = 3
OUR_FAULT = 101

_PUBLICATION = click.argument("publication", required=False, type=click.Path(path_type=Path))


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="octavo", message="%(prog)s %(version)s")
def octavo() -> None:
    """Make a booklet, a Word version and briefings from one source.

    PUBLICATION is a folder with a publication.yaml. Left out, it is the current folder, or the one
    publication under content/.
    """


@octavo.command()
@_PUBLICATION
@click.option("--only", multiple=True, metavar="GENERATOR", help="Make only this; repeatable.")
@click.option("--audience", multiple=True, metavar="ID", help="Only for this audience; repeatable.")
@click.option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder for the publication's folder. [default: build]",
)
@click.option("--verbose", "-v", is_flag=True, help="Tell of each step.")
def build(
    publication: Path | None,
    only: Sequence[str],
    audience: Sequence[str],
    output: Path | None,
    verbose: bool,
) -> None:
    """Make the files of PUBLICATION, all of them or none."""
    from octavo.build.steps import publish

    folder = find_publication(publication)
    target = output or find_home(folder) / "build"
    result = publish(folder, target, only, audience, _teller(verbose))
    show_problems(result.problems, verbose)
    for file in result.files:
        pages = f"  {file.pages} page{'s' if file.pages != 1 else ''}" if file.pages else ""
        click.echo(f"{show_path(result.folder / file.name)}{pages}")


@octavo.command()
@_PUBLICATION
def check(publication: Path | None) -> None:
    """Say what is wrong with PUBLICATION, or could be better."""
    from octavo.build.steps import review

    _, problems = review(find_publication(publication))
    for problem in problems:
        click.echo(say(problem))
    click.echo(_count(problems), err=True)
    if any(problem.severity.value == "error" for problem in problems):
        raise SystemExit(BAD_SOURCE)


@octavo.command()
@click.argument("audience")
@_PUBLICATION
@click.option("--json", "as_json", is_flag=True, help="As JSON: a list, one object a briefing.")
def fit(audience: str, publication: Path | None, as_json: bool) -> None:
    """Say how the briefing for AUDIENCE was made to fit: what is shown, shortened, left out."""
    import json

    from octavo.build.steps import explain

    _, explained = explain(find_publication(publication), [audience], _teller(verbose=False))
    clear_progress()
    if as_json:
        made = [{"file": one.name, **json.loads(one.report.json)} for one in explained]
        click.echo(json.dumps(made, ensure_ascii=False, indent=2))
        return
    for one in explained:
        click.echo(f"{one.name}\n{one.report.text}")


@octavo.command()
@_PUBLICATION
@click.option("--compare", is_flag=True, help="Show which points each of them gets.")
@click.option("--html", type=click.Path(path_type=Path, dir_okay=False), help="The same as a page.")
def audiences(publication: Path | None, compare: bool, html: Path | None) -> None:
    """List whom PUBLICATION is for, or compare what they get."""
    folder = find_publication(publication)
    if compare or html:
        _compare(folder, html)
    else:
        _list_audiences(folder)


def _compare(folder: Path, html: Path | None) -> None:
    """Print which points each audience gets, or write it to the file `html`."""
    from octavo.build.comparison import compare_all, list_rows, write_html
    from octavo.build.steps import explain
    from octavo.files.library import Folder

    draft, explained = explain(folder, (), _teller(verbose=False))
    clear_progress()
    comparisons = compare_all(explained)
    if html is None:
        for name, comparison in comparisons.items():
            if len(comparisons) > 1:
                click.echo(name)
            show_table(("section", "point", *comparison.readers), list_rows(comparison))
        return
    title, language = draft.publication.title, draft.publication.language
    html.write_text(write_html(comparisons, title, language, Folder(folder)), encoding="utf-8")
    click.echo(show_path(html))


def _list_audiences(folder: Path) -> None:
    from octavo.document.walk import text_of
    from octavo.selection.audience import keep_sections
    from octavo.source.draft import read

    draft = read(folder)
    rows = [
        (
            audience.id,
            audience.name,
            audience.question,
            str(sum(len(section.points) for section in keep_sections(draft, audience.id))),
            text_of(audience.bottom_line),
        )
        for audience in draft.audiences
    ]
    show_table(("id", "name", "question", "points", "bottom line"), rows)


@octavo.command()
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False)
)
@click.option("--publication", type=click.Path(path_type=Path), help="What they were made from.")
@click.option("--audience", metavar="ID", help="Who gets them; left out, everyone.")
def audit(files: Sequence[Path], publication: Path | None, audience: str | None) -> None:
    """Look through finished FILES for what their readers may not see, and for what is missing."""
    from octavo.build.steps import inspect

    _conclude(inspect(find_publication(publication), files, audience))


@octavo.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
def verify(folder: Path) -> None:
    """Say whether the files in FOLDER are those that its manifest lists."""
    from octavo.build.manifest import verify

    _conclude(verify(folder))


@octavo.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--audience", metavar="ID", default="", help="Whose files; left out, everyone's.")
def manifest(folder: Path, audience: str) -> None:
    """Print what goes with the files of one audience in FOLDER, to be kept as manifest.json.

    The manifest in FOLDER names every audience and every source, and is for those who publish.
    """
    from octavo.build.manifest import extract

    click.echo(extract(folder, audience), nl=False)


def _conclude(problems: Sequence[Problem]) -> None:
    """Print what was found; leave with the status for it."""
    for problem in problems:
        click.echo(say(problem))
    click.echo(_count(problems).replace("nothing to mend", "nothing found"), err=True)
    if any(problem.severity.value == "error" for problem in problems):
        raise SystemExit(BAD_SOURCE)


@octavo.command()
@_PUBLICATION
@click.option("--point", multiple=True, metavar="ID", help="Only this point; repeatable.")
def approve(publication: Path | None, point: Sequence[str]) -> None:
    """Keep in the source that each point was read beside its paragraph, as it stands now.

    When the paragraph is changed later, `octavo check` says so.
    """
    from octavo.document.approval import list_pending, write_approvals
    from octavo.source.draft import read

    folder = find_publication(publication)
    pending = list_pending(read(folder).sections, tuple(point))
    spans = [(one.span, one.id, hash) for one, hash in pending.items() if one.span]
    for name in dict.fromkeys(span.file for span, _, _ in spans):
        file = folder / name
        approved = {span.line: hash for span, _, hash in spans if span.file == name}
        text = write_approvals(file.read_bytes().decode("utf-8"), approved)
        file.write_bytes(text.encode("utf-8"))
        click.echo(f"{name}: {', '.join(id for span, id, _ in spans if span.file == name)}")
    if not spans:
        click.echo("nothing to approve")


@octavo.command()
def generators() -> None:
    """List what can be made, and by which installed package."""
    from importlib.metadata import entry_points

    from octavo.generator import GROUP, find_generator

    rows: list[tuple[str, ...]] = []
    for entry in sorted(entry_points(group=GROUP), key=lambda entry: entry.name):
        package = entry.dist.name if entry.dist else ""
        try:
            generator = find_generator(entry.name)
        except Exception as fault:  # a broken package must not hide the others
            rows.append((entry.name, "", f"cannot be used: {fault}", package))
            continue
        rows.append((entry.name, generator.suffix, generator.media_type, package))
    show_table(("name", "suffix", "media type", "package"), rows)


# ------------------------------------------------------------------------------ finding


def find_publication(given: Path | None) -> Path:
    """The publication's folder: `given`, else the current one, else the only one in content/.

    Raises `click.UsageError` when that leaves none or several.
    """
    if given is not None:
        return _require(given.parent if given.name == "publication.yaml" else given)
    for folder in (Path.cwd(), *Path.cwd().parents):
        if (folder / "publication.yaml").is_file():
            return folder
        found = sorted(path.parent for path in folder.glob("content/*/publication.yaml"))
        if len(found) == 1:
            return found[0]
        if found:
            names = ", ".join(path.name for path in found)
            raise click.UsageError(f"there are several publications in content/: {names}; name one")
        if (folder / ".git").exists():
            break
    raise click.UsageError("there is no publication here: no publication.yaml, and no content/")


def _require(folder: Path) -> Path:
    if (folder / "publication.yaml").is_file():
        return folder
    if len(folder.parts) == 1 and (Path("content") / folder / "publication.yaml").is_file():
        return Path("content") / folder
    raise click.UsageError(f"`{folder}` is no publication: it has no publication.yaml")


def find_home(folder: Path) -> Path:
    """The folder that holds `content/` with the publication in it, else the current folder."""
    resolved = folder.resolve()
    return resolved.parents[1] if resolved.parent.name == "content" else Path.cwd()


def show_path(path: Path) -> str:
    """`path` as seen from the current folder, when it lies below."""
    resolved = path.resolve()
    below = resolved.is_relative_to(Path.cwd())
    return str(resolved.relative_to(Path.cwd())) if below else str(path)


# ------------------------------------------------------------------------------ showing


def _teller(verbose: bool) -> Callable[[str], None]:
    if verbose:
        return lambda message: click.echo(message, err=True)
    if sys.stderr.isatty():
        return lambda message: click.echo(f"\r\x1b[K{message}", nl=False, err=True)
    return lambda message: None


def show_problems(problems: Sequence[Problem], verbose: bool = True) -> None:
    """Print problems to the error stream; notes only when asked for."""
    clear_progress()
    for problem in problems:
        if verbose or problem.severity.value != "note":
            click.echo(say(problem), err=True)


def clear_progress() -> None:
    """Take the progress line off the terminal, if there is one."""
    if sys.stderr.isatty():
        click.echo("\r\x1b[K", nl=False, err=True)


def say(problem: Problem, width: int = 100) -> str:
    """The problem as it is printed; of a long source line, what stands around the caret."""
    from dataclasses import replace

    head = str(replace(problem, excerpt="", hint=""))
    lines = [head]
    column = problem.span.column if problem.span else 0
    if problem.excerpt and column:
        start = max(0, min(column - width // 2, len(problem.excerpt) - width))
        piece = problem.excerpt[start : start + width]
        before = "… " if start else ""
        after = " …" if start + width < len(problem.excerpt) else ""
        lines.append(f"  | {before}{piece}{after}")
        lines.append(f"  | {' ' * (len(before) + column - 1 - start)}^")
    if problem.hint:
        lines.append(f"  hint: {problem.hint}")
    return "\n".join(lines)


def _count(problems: Sequence[Problem]) -> str:
    counts = [
        (sum(problem.severity.value == kind for problem in problems), kind)
        for kind in ("error", "warning", "note")
    ]
    said = [f"{count} {kind}{'s' if count > 1 else ''}" for count, kind in counts if count]
    return ", ".join(said) or "nothing to mend"


def show_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print rows under a head: a table on a terminal, tab-separated lines elsewhere."""
    if not sys.stdout.isatty():
        for row in (head, *rows):
            click.echo("\t".join(row))
        return
    from rich.console import Console
    from rich.table import Table

    table = Table(*head, box=None, pad_edge=False)
    for row in rows:
        table.add_row(*row)
    Console().print(table)


# ------------------------------------------------------------------------------ main


def main() -> None:
    """Run the command line and leave with its exit status."""
    raise SystemExit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """The exit status of the command line with `arguments`."""
    try:
        octavo.main(list(arguments), prog_name="octavo", standalone_mode=False)
    except click.exceptions.Exit as leave:
        return leave.exit_code
    except click.ClickException as wrong:
        wrong.show()
        return BAD_COMMAND
    except click.Abort:
        return 130
    except SystemExit as leave:
        return leave.code if isinstance(leave.code, int) else BAD_SOURCE
    except Exception as fault:  # the last place that can still say what happened
        return _explain(fault)
    return 0


def _explain(fault: Exception) -> int:
    """Say what went wrong and return the exit status for it."""
    from octavo.build.steps import AuditFailure
    from octavo.build.writing import Busy
    from octavo.document.problem import SourceError

    match fault:
        case AuditFailure():
            show_problems(fault.problems)
            click.echo(f"Error: {fault}", err=True)
            return OUR_FAULT
        case SourceError():
            show_problems(fault.problems)
            click.echo(_count(fault.problems), err=True)
            errors = [p for p in fault.problems if p.severity.value == "error"]
            return NO_FIT if any(p.code.startswith("FIT") for p in errors) else BAD_SOURCE
        case LookupError() if type(fault) is LookupError:
            click.echo(f"Error: {fault.args[0]}", err=True)
            return BAD_COMMAND
        case BrokenPipeError():
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 0
        case OSError() | Busy():
            click.echo(f"Error: cannot write: {fault}", err=True)
            return BAD_COMMAND
        case _:
            return _report(fault)


def _report(fault: Exception) -> int:
    import traceback
    from importlib.metadata import version

    clear_progress()
    cause = fault.__cause__ or fault
    click.echo("".join(traceback.format_exception(cause)), err=True, nl=False)
    click.echo(f"Error: {fault}", err=True)
    click.echo(
        f"This is a fault of Octavo {version('octavo')} or of a generator, not yours. "
        "Please report the lines above, with the command and the source that led to them.",
        err=True,
    )
    return OUR_FAULT
