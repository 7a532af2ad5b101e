"""Lengths: the only numbers with units."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

Length: TypeAlias = float
"""A length in DTP points (1/72 inch). Made by `pt` and `mm`; no bare number stands for one.

An alias, not a class: layout adds and compares millions of lengths, and with a subclass of `float`
whose sums are lengths too an addition takes eleven times as long (docs/decisions/0002-lengths.md).
"""


def pt(value: float) -> Length:
    """`value` points."""
    return value


def mm(value: float) -> Length:
    """`value` millimetres, in points."""
    return value * 72 / 25.4


def add_up(lengths: Iterable[Length]) -> Length:
    """The sum of `lengths`, added one after the other; 0 points for none.

    The built-in `sum` carries along, since Python 3.12, what rounding loses. Its last bit is then
    another, and a coordinate that is rounded for a file may become another one too. Same input,
    same bytes: so every sum of numbers that are not whole, on its way to a file, is made here.
    """
    total = 0.0
    for length in lengths:
        total += length
    return total
