"""The proceedings and the small publication as booklets, each made once."""

from __future__ import annotations

import pytest

from booklet.making import CONTENT, SMALL, Made, make, read_folder


@pytest.fixture(scope="session")
def proceedings() -> Made:
    """The booklet of the proceedings."""
    return make(*read_folder(CONTENT))


@pytest.fixture(scope="session")
def small() -> Made:
    """The booklet of the publication that has everything once."""
    return make(*read_folder(SMALL))
