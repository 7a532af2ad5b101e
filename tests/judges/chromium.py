"""Chromium, in which pages of the preview are tried."""

from __future__ import annotations

import shutil


def find_chromium() -> str | None:
    """The command that starts Chromium; `None` where it is not installed."""
    return shutil.which("chromium") or shutil.which("chromium-browser")
