"""What is wrong with the labels that stand left of several sections."""

from collections.abc import Iterator

from app.model.definition import Part


def side_problems(part: Part) -> Iterator[dict[str, str]]:
    """DEFINITION_008 for a name that no section of the part has, or that is no neighbour.

    The sections of a label stand one behind the other, in the order of its list, and each
    stands beside one label only; DEFINITION_007 where a label takes all columns or none.
    """
    names = [section.id for section in part.sections]
    taken: set[str] = set()
    for index, side in enumerate(part.sides):
        path = f"parts.{part.id}.sides[{index}]"
        if not 0 < side.span < len(part.columns):
            most = f"1–{len(part.columns) - 1}"
            yield {
                "code": "DEFINITION_007",
                "path": f"{path}.span",
                "found": str(side.span),
                "expected": most,
            }
        start = next((at for at, name in enumerate(names) if name in side.sections[:1]), 0)
        wanted = names[start : start + len(side.sections)]
        if not side.sections or list(side.sections) != wanted or taken & {*wanted}:
            free = ", ".join(name for name in names if name not in taken)
            yield {
                "code": "DEFINITION_008",
                "path": f"{path}.sections",
                "found": ", ".join(side.sections),
                "expected": free,
            }
        taken |= {*side.sections}
