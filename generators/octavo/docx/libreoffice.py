"""LibreOffice, the one other program that Octavo may ask.

It runs on files of its own in a temporary folder, with a profile of its own, and reads nothing of
the user's.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

LONGEST = 300
"""Seconds after which it is given up: the proceedings take 5 to 15, and a first start of
LibreOffice on a slow disk a minute. What takes five minutes waits for a dialogue that nobody
sees."""


def find_command() -> str | None:
    """LibreOffice's command; `None` when it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def convert_file(
    command: str, data: bytes, ending: str, wanted: str, export: str, *, longest: float = LONGEST
) -> bytes:
    """What LibreOffice makes of the file `data`, whose name has that `ending`.

    `wanted` is the ending of what is made, `export` the filter that makes it. Raises `OSError` or
    `subprocess.SubprocessError`, `TimeoutExpired` among them, when nothing is made.
    """
    with TemporaryDirectory(prefix="octavo-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source = folder / f"file.{ending}"
        source.write_bytes(data)
        made = folder / "made"
        _run(
            [
                command,
                f"-env:UserInstallation={(folder / 'profile').as_uri()}",
                "--headless",
                "--convert-to",
                f"{wanted}:{export}",
                "--outdir",
                str(made),
                str(source),
            ],
            longest,
        )
        return (made / f"file.{wanted}").read_bytes()


def _run(command: list[str], longest: float) -> None:
    """Run it to its end, or end it with all that it started."""
    quiet = subprocess.DEVNULL
    with subprocess.Popen(
        command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True
    ) as program:
        try:
            code = program.wait(longest)
        except BaseException:
            with suppress(OSError):
                os.killpg(program.pid, signal.SIGKILL)
            raise
    if code:
        raise subprocess.CalledProcessError(code, command[0])
