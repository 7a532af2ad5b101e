"""Lengths: the only numbers with units."""

from __future__ import annotations

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
