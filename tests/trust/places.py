"""Where the publications for tests are."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SMALL = ROOT / "tests" / "publications" / "small"
