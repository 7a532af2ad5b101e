"""Templates of a publication: what they may have in them, and that they come to an end."""

from __future__ import annotations

import pytest
from jinja2 import TemplateError

from octavo.style.templates import compile_part, compile_phrase, render


def test_a_phrase_has_values_conditions_and_plain_filters() -> None:
    phrase = "{% if count == 1 %}page{% else %}{{ 'pages' | upper }} {{ count + 1 }}{% endif %}"

    assert render(compile_phrase(phrase), {"count": 2}) == "PAGES 3"


@pytest.mark.parametrize(
    "phrase",
    [
        "{% for i in range(9) %}{% for j in range(9) %}x{% endfor %}{% endfor %}",
        "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}",
        "{{ 9 ** 9 ** 9 }}",
        "{{ 'x' * 999999999 }}",
        "{{ '%999999999d' % 1 }}",
        "{{ 'x' | center(999999999) }}",
        "{{ '{:>999999999}'.format(1) }}",
        "{{ range(9) }}",
        "{% set x = 1 %}{{ x }}",
        "{% include 'x' %}",
    ],
)
def test_a_phrase_has_nothing_that_could_go_on(phrase: str) -> None:
    with pytest.raises(TemplateError, match=r"a phrase has (values and conditions, )?no"):
        compile_phrase(phrase)


def test_a_part_has_loops_and_macros() -> None:
    part = "{% macro f(x) %}<{{ x }}>{% endmacro %}{% for x in xs %}{{ f(x) }}{% endfor %}"

    assert render(compile_part(part), {"xs": [1, 2]}) == "<1><2>"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("part", "why"),
    [
        (
            "{% for i in range(90000) %}{% for j in range(90000) %}{% endfor %}{% endfor %}",
            "it takes more than 100,000 steps",
        ),
        (
            "{% macro f(n) %}{% if n %}{% set _ = f(n - 1) %}{% set _ = f(n - 1) %}{% endif %}"
            "{% endmacro %}{{ f(40) }}",
            "it takes more than 100,000 steps",
        ),
        ("{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}", "its macros call each other"),
        ("{{ 1 / 0 }}", "division by zero"),
        ("{{ 1 + 'a' }}", "unsupported operand"),
        ("{{ unknown }}", "'unknown' is undefined"),
    ],
)
def test_a_part_comes_to_an_end(part: str, why: str) -> None:
    with pytest.raises(TemplateError, match=why):
        render(compile_part(part), {})


def test_steps_are_counted_for_each_rendering() -> None:
    template = compile_part("{% for i in range(90000) %}{% endfor %}")

    assert [render(template, {}) for _ in range(20)] == [""] * 20
