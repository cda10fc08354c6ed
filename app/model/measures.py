"""Measures of a definition that no page can have: widths, heights, margins, sizes of type."""

import math
from collections.abc import Iterator

from app.model.definition import FormDefinition

PAGE_BOUNDS = {
    "body_size": (5.0, 30.0),
    "title_size": (5.0, 72.0),
    "row_height": (2.0, 100.0),
}
"""Sizes of type in points, heights in mm."""
_MARGIN = (0.0, 100.0)
_WIDTH = (0.0, 300.0)
_HEIGHT = (0.0, 250.0)
_VERSION = (0, 1_000_000)


def measure_problems(definition: FormDefinition) -> Iterator[dict[str, str]]:
    """DEFINITION_051 for every measure that is outside its bounds or no number at all."""
    for path, value, (low, high) in _measures(definition):
        if not (math.isfinite(value) and low <= value <= high):
            yield {
                "code": "DEFINITION_051",
                "path": path,
                "found": f"{value:g}",
                "low": f"{low:g}",
                "high": f"{high:g}",
            }


def _measures(definition: FormDefinition) -> Iterator[tuple[str, float, tuple[float, float]]]:
    page = definition.page
    yield "version", definition.version, _VERSION
    for name, bounds in PAGE_BOUNDS.items():
        yield f"page.{name}", getattr(page, name), bounds
    for name in page.margins.__struct_fields__:
        yield f"page.margins.{name}", getattr(page.margins, name), _MARGIN
    for part in definition.parts:
        for key in ("columns", "landscape"):
            for at, width in enumerate(getattr(part, key)):
                yield f"parts.{part.id}.{key}[{at}]", width, _WIDTH
        if not part.columns:
            yield f"parts.{part.id}.columns", math.nan, (1, 1)
    for section in definition.sections():
        lines = (section, *getattr(section, "items", ()))
        for line in lines:
            if hasattr(line, "min_height"):
                yield f"{section.id}.min_height", line.min_height, _HEIGHT
