"""What every YAML model shares."""

from __future__ import annotations

from typing import Annotated, cast

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

LONGEST_VALUE = 8000
"""Characters of one value. A title, its subtitle and what stands between them, in UTF-16, stay just
within the 32,767 bytes that PDF/A allows a string; twice as many, and a long description would make
a booklet that is no PDF/A. The longest value of the proceedings has 320."""

NonEmpty = Annotated[str, Field(min_length=1)]
"""Text that must not be empty."""


def _list(value: object) -> object:
    return cast("object", value) if value is None or isinstance(value, list) else [value]


HouseStyleNames = Annotated[
    list[Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_-]*$", max_length=64)]],
    BeforeValidator(_list, json_schema_input_type=str | list[str]),
]
"""One house style, or several: each the name of a file in `templates/house/`, without `.yaml`."""


class StrictModel(BaseModel):
    """A mapping that knows all its keys."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, str_strip_whitespace=True, str_max_length=LONGEST_VALUE
    )
