"""What `octavo check` finds, as JSON for the preview: `python -m octavo.preview.check_process`."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from octavo.build.steps import review
from octavo.preview.shown import describe_problem

PATIENCE = 10
"""Added to the nice value: the pages go first."""


def main() -> None:
    """Print the problems of the publication in the folder that is named."""
    os.nice(PATIENCE)
    folder = Path(sys.argv[1])
    _, problems = review(folder)
    said = [describe_problem(problem, str(folder)) for problem in problems]
    sys.stdout.write(json.dumps(said))


if __name__ == "__main__":
    main()
