"""What checks and audit find, for the preview, a JSON array a line.

`python -m octavo.preview.check_process PARENT FOLDER FILE …` prints the problems of the source,
then those of the finished files that are named.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path

from octavo.build.jobs import GeneratorFailure
from octavo.build.steps import examine, review
from octavo.document.problem import Problem, SourceError, has_error
from octavo.preview.child_process import serve
from octavo.preview.shown import describe_problem


def main() -> None:
    """Print the problems of the publication in the folder that is named."""
    parent, folder, *names = sys.argv[1:]
    serve(int(parent))
    draft, problems = review(Path(folder))
    _tell(problems, folder)
    sound = draft is not None and not has_error(problems)
    found: tuple[Problem, ...] = ()
    if sound and names:
        try:
            found = examine(Path(folder), names)
        except SourceError as fault:
            found = fault.problems
        except (GeneratorFailure, LookupError):
            """It is told with the pages that are not there."""
    _tell(found, folder)


def _tell(problems: Iterable[Problem], folder: str) -> None:
    said = [describe_problem(problem, folder) for problem in problems]
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
