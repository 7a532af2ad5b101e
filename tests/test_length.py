"""Lengths are points, whatever they were made from."""

from __future__ import annotations

import pytest

from octavo.document.length import add_up, mm, pt


def test_a_point_is_the_unit() -> None:
    assert pt(9.6) == 9.6


def test_an_inch_of_millimetres_has_72_points() -> None:
    assert mm(25.4) == 72


def test_the_long_side_of_a4_is_841_89_points() -> None:
    assert mm(297) == pytest.approx(841.89, abs=0.001)


def test_lengths_of_different_units_add_up() -> None:
    assert mm(25.4) + pt(8) == 80


def test_lengths_may_be_negative() -> None:
    assert mm(-25.4) == -72


def test_lengths_add_up_one_after_the_other() -> None:
    assert add_up([0.1] * 10) == 0.9999999999999999


def test_what_rounding_loses_is_not_carried_along() -> None:
    assert add_up([1e16, 1.0, -1e16]) == 0.0  # the built-in `sum` says 1.0, since Python 3.12


def test_no_lengths_add_up_to_nothing() -> None:
    assert add_up(()) == 0.0
