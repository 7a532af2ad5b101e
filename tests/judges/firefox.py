"""Firefox, for tests of the preview: no judge that CI installs, since Chromium is there."""

from __future__ import annotations

import shutil


def find_firefox() -> str | None:
    """The command that starts Firefox; `None` where it is not installed."""
    return shutil.which("firefox-esr") or shutil.which("firefox")
