"""How large an installation may be, in bytes (1 MB is a million)."""

from pathlib import Path

UNPACKED = 150_000_000
PACKED = 50_000_000


def size_of(path: Path) -> int:
    """The bytes of a file, or of all files below a folder."""
    if path.is_file():
        return path.stat().st_size
    return sum(each.lstat().st_size for each in path.rglob("*") if not each.is_dir())


def excess(path: Path, limit: int) -> list[str]:
    """A sentence where something is larger than it may be."""
    size = size_of(path)
    if size <= limit:
        return []
    return [f"{path.name} 有 {size / 1e6:.1f} MB，最多 {limit / 1e6:.0f} MB。"]
