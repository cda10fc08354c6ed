"""What of the source tree goes into an installation: read from pyproject.toml, as the wheel is."""

import fnmatch
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def shipped_data(root: Path = ROOT) -> Iterator[tuple[Path, str]]:
    """Each file of forms, policies, resources and texts, and its folder in an installation."""
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    targets = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    left_out = targets["exclude"]
    for folder, target in targets["sources"].items():
        for path in sorted((root / folder).rglob("*")):
            name = path.relative_to(root)
            hidden = any(part.startswith((".", "__pycache__")) for part in name.parts)
            if path.is_file() and not hidden and not _matches(name.as_posix(), left_out):
                yield path, (Path(target) / path.relative_to(root / folder).parent).as_posix()


def _matches(name: str, patterns: list[str]) -> bool:
    return any(fnmatch.fnmatchcase(name, pattern) for pattern in patterns)
