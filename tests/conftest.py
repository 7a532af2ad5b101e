"""What holds for every test."""

from __future__ import annotations

import os
from collections.abc import Generator

import pytest
from hypothesis import settings

# Neither chance nor the clock decides: the same examples each time, however long they take.
settings.register_profile("octavo", derandomize=True, deadline=None, database=None)
settings.register_profile("quick", settings.get_profile("octavo"), max_examples=10)
settings.load_profile("octavo")

# No test is told what another one found; those of the cache have one of their own.
os.environ["OCTAVO_CACHE"] = "off"

pytest_plugins = ["judges.fixtures"]

ACCEPT = "--accept"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--accept`: what tests find now becomes their reference, to be reviewed."""
    parser.addoption(ACCEPT, action="store_true", help="write the references anew")


@pytest.fixture(scope="session")
def accepting(request: pytest.FixtureRequest) -> bool:
    """Whether references are written anew instead of being compared."""
    return bool(request.config.getoption(ACCEPT))


CI = os.environ.get("CI") == "true"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """In CI every judge is there, so a test that skips itself for want of one fails."""
    report = yield
    if CI and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped, but in CI nothing may be: {report.longreprtext}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """The same for a module that skips itself whole."""
    report = yield
    if CI and report.skipped:
        report.outcome = "failed"
    return report
