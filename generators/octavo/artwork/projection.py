"""The Equal Earth projection: the world on a page, with areas kept in proportion.

B. Šavrič, T. Patterson, B. Jenny: "The Equal Earth map projection", International Journal of
Geographical Information Science 33 (3), 2019, pages 454 to 465, equations 5 and 6.
"""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796
"""The coefficients of the polynomial of the Equal Earth projection, by its authors (B. Šavrič, T.
Patterson and B. Jenny, 2018): with any others areas are not true."""


def project(longitude: float, latitude: float) -> tuple[float, float]:
    """Where a place, in degrees, lies on the map, for a globe of radius 1; the middle is (0, 0)."""
    theta = asin(sqrt(3) / 2 * sin(radians(latitude)))
    square = theta * theta
    sixth = square**3
    slope = A1 + 3 * A2 * square + sixth * (7 * A3 + 9 * A4 * square)
    x = 2 * sqrt(3) * radians(longitude) * cos(theta) / (3 * slope)
    y = theta * (A1 + A2 * square + sixth * (A3 + A4 * square))
    return x, y
