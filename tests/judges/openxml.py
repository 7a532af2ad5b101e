"""Microsoft's own Open XML SDK validator, as a judge of Word files.

The first call makes an environment with pythonnet and takes the SDK out of the wheel of
python-redlines-docxodus (Linux, x64; about 110 MB), under `OPENXML_HOME` or the user's cache. Later
calls need no network.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

PINNED = {
    "pythonnet": "pythonnet==3.2.1",
    "sdk": "python-redlines-docxodus==2.0.0",
}
HERE = Path(__file__).parent


@lru_cache(1)
def find_openxml() -> Path | None:
    """The folder with the SDK, made when it is not there; `None` when it cannot be had here."""
    if (platform.system(), platform.machine()) != ("Linux", "x86_64"):
        return None
    default = Path.home() / ".cache" / "openxml-check"
    home = Path(os.environ.get("OPENXML_HOME") or default)
    if not (home / "dotnet" / "rc.json").exists():
        try:
            _prepare(home)
        except (subprocess.CalledProcessError, OSError, StopIteration):
            return None
    return home


def validate(home: Path, files: Mapping[str, bytes]) -> dict[str, list[str]]:
    """The errors that the SDK finds in each of `files`, by name."""
    with tempfile.TemporaryDirectory() as folder:
        paths = {name: Path(folder) / f"{place}.docx" for place, name in enumerate(files)}
        for name, path in paths.items():
            path.write_bytes(files[name])
        command = [_python(home), HERE / "openxml_validate.py", home / "dotnet", *paths.values()]
        done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=300)
    found: dict[str, list[str]] = json.loads(done.stdout)
    return {name: found[str(path)] for name, path in paths.items()}


def _prepare(home: Path) -> None:
    downloads = home / "dl"
    downloads.mkdir(parents=True, exist_ok=True)
    _run(sys.executable, "-m", "venv", home / "venv")
    pip = (_python(home), "-m", "pip", "--quiet")
    _run(*pip, "install", PINNED["pythonnet"])
    _run(*pip, "download", "--no-deps", "--dest", downloads, PINNED["sdk"])
    _run(_python(home), HERE / "openxml_assemble.py", home)


def _python(home: Path) -> Path:
    return home / "venv" / "bin" / "python"


def _run(*command: str | Path) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=600)
