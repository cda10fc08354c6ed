"""Take the pictures of the documentation anew: the real window over an invented bureau's year.

Run `python3 dev.py pictures`, or with the names of some pictures. No screen is needed, and nothing
of the person's own data is touched.
"""

import io
import json
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "images"
SIZE = (1366, 768)
"""The screen of an old laptop, in pixels."""
MOST = 120_000
"""Bytes that a picture may have."""
PERSON = "填报人"
_COLOURS = (256, 128, 64)


@contextmanager
def place_of_its_own() -> Iterator[None]:
    """A home and a screen for the time of the pictures; paths shown are short and tell nothing."""
    former = Path.cwd()
    with tempfile.TemporaryDirectory() as name:
        screen: dict[str, object] = {"name": "laptop", "x": 0, "y": 0, "dpr": 1}
        screen |= {"width": SIZE[0], "height": SIZE[1], "logicalDpi": 96, "logicalBaseDpi": 96}
        folders = 'XDG_DOCUMENTS_DIR="$HOME/文档"\nXDG_DESKTOP_DIR="$HOME/桌面"\n'
        (Path(name) / "user-dirs.dirs").write_text(folders, encoding="utf-8")
        described = Path(name) / "screen.json"
        described.write_text(json.dumps({"screens": [screen]}), encoding="utf-8")
        os.environ |= {
            "QT_QPA_PLATFORM": f"offscreen:configfile={described}",
            **dict.fromkeys(("HOME", "USERPROFILE", "XDG_CONFIG_HOME"), name),
            **{"LOGNAME": PERSON, "USER": PERSON, "USERNAME": PERSON},
        }
        for variable in ("ZIPING_DATA", "XDG_DOCUMENTS_DIR", "XDG_DESKTOP_DIR"):
            os.environ.pop(variable, None)
        os.chdir(name)
        try:
            yield
        finally:
            os.chdir(former)


def written(png: bytes, target: Path) -> int:
    """Write a picture with so few colours that it is small enough; its size in bytes."""
    from PIL import Image

    with Image.open(io.BytesIO(png)) as picture:
        full = picture.convert("RGB")
    for colours in _COLOURS:
        small = io.BytesIO()
        few = full.quantize(colours, dither=Image.Dither.NONE)
        few.save(small, "PNG", optimize=True)
        if small.tell() <= MOST:
            break
    target.write_bytes(small.getvalue())
    return small.tell()


def main(wanted: Sequence[str]) -> int:
    """Take the pictures that are wanted, or all; 1 where one is too large."""
    sizes: dict[str, int] = {}
    with place_of_its_own():
        from docs.studio import PICTURES, Studio  # Qt asks for its screen when it begins

        unknown = sorted(set(wanted) - set(PICTURES))
        if unknown:
            print(f"没有这些图：{'、'.join(unknown)}。有：{'、'.join(PICTURES)}")
            return 2
        FOLDER.mkdir(exist_ok=True)
        with Studio() as studio:
            for name, take in PICTURES.items():
                picture = take(studio)  # each may need what those before it did
                if not wanted or name in wanted:
                    sizes[name] = written(picture, FOLDER / f"{name}.png")
                    print(f"{name}.png  {sizes[name]:,} 字节", flush=True)
    return int(any(size > MOST for size in sizes.values()))


if __name__ == "__main__":
    code = main(sys.argv[1:])
    sys.stdout.flush()
    os._exit(code)  # Qt's widgets do not survive the interpreter's end in any order
