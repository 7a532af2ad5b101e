# The part of uharfbuzz 0.57 that Octavo uses; the package has no types of its own for it.
from collections.abc import Mapping, MutableSet, Sequence
from enum import IntEnum, IntFlag

class Blob:
    data: bytes

class AxisInfo:
    tag: str
    min_value: float
    max_value: float

class Face:
    def __init__(self, blob: bytes, index: int = 0) -> None: ...
    upem: int
    axis_infos: Sequence[AxisInfo]
    blob: Blob
    table_tags: Sequence[str]
    def reference_table(self, tag: str) -> Blob: ...

class FontExtents:
    ascender: int
    descender: int

class GlyphExtents:
    x_bearing: int
    y_bearing: int
    width: int
    height: int

class Font:
    def __init__(self, face: Face) -> None: ...
    def set_variations(self, variations: Mapping[str, float]) -> None: ...
    def get_font_extents(self, direction: str) -> FontExtents: ...
    def get_glyph_extents(self, gid: int) -> GlyphExtents | None: ...
    def get_nominal_glyph(self, unicode: int) -> int | None: ...
    def get_glyph_h_advance(self, gid: int) -> int: ...
    def draw_glyph_with_pen(self, gid: int, pen: object) -> None: ...

class GlyphInfo:
    codepoint: int
    cluster: int

class GlyphPosition:
    x_advance: int
    x_offset: int
    y_offset: int

class Buffer:
    def __init__(self) -> None: ...
    def add_str(self, text: str) -> None: ...
    def guess_segment_properties(self) -> None: ...
    glyph_infos: Sequence[GlyphInfo]
    glyph_positions: Sequence[GlyphPosition] | None

def shape(font: Font, buffer: Buffer, features: Mapping[str, bool] | None = None) -> None: ...

class SubsetInputSets(IntEnum):
    GLYPH_INDEX = 0
    UNICODE = 1
    NO_SUBSET_TABLE_TAG = 2
    DROP_TABLE_TAG = 3

class SubsetFlags(IntFlag):
    DEFAULT = 0
    NO_HINTING = 1
    RETAIN_GIDS = 2
    NOTDEF_OUTLINE = 64
    NO_LAYOUT_CLOSURE = 512

class SubsetInput:
    def __init__(self) -> None: ...
    flags: SubsetFlags
    def sets(self, set_type: SubsetInputSets) -> MutableSet[int]: ...
    def pin_all_axes_to_default(self, face: Face) -> bool: ...
    def pin_axis_location(self, face: Face, tag: str, value: float) -> bool: ...

class SubsetPlan:
    def __init__(self, face: Face, input: SubsetInput) -> None: ...
    def execute(self) -> Face: ...
    old_to_new_glyph_mapping: Mapping[int, int]
