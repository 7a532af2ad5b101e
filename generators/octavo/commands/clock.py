"""The time now: only to tell whether a certificate is valid, and where somebody asks for it."""

from __future__ import annotations

import time
from datetime import UTC, datetime


def tell_time() -> datetime:
    """Now, in UTC."""
    return datetime.fromtimestamp(int(time.time()), UTC)
