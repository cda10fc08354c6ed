"""Photos made smaller for mail and paper: upright, without the place where they were taken."""

import warnings
from pathlib import Path
from typing import TYPE_CHECKING

from app.exchange.page_count import PICTURE_DAMAGE, PICTURE_FORMATS, PICTURES
from app.model.faults import FaultError

if TYPE_CHECKING:
    from PIL import Image

LONGEST = 2000
"""Pixels of the longest side: A4 at some 170 dots an inch."""
QUALITY = 82
"""JPEG's quality, of 95: text on a photographed contract stays readable."""

_MOST_PIXELS = 250_000_000
"""Pixels of the largest telephone camera, and some more; beyond them a picture is no photo."""
_WHITE = (255, 255, 255)


def can_shrink(name: str) -> bool:
    """Whether a file is a picture that can be made smaller, by its name."""
    return Path(name).suffix.lower() in PICTURES


def shrink_photo(
    source: Path, target: Path, *, longest: int = LONGEST, quality: int = QUALITY
) -> None:
    """Write a picture as a smaller JPEG: turned upright, nothing left of place, device and time.

    A picture that is small already keeps its pixels. Of several pages the first is taken.

    Raises:
        FaultError: PHOTO_001 it is no picture, damaged, or far too large.
        OSError: the target cannot be written.
    """
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = _MOST_PIXELS
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(source, formats=PICTURE_FORMATS) as opened:
                # A JPEG is read at a fraction of its size: a 200-megapixel photo needs no memory.
                opened.draft("RGB", (longest, longest))
                upright = ImageOps.exif_transpose(opened)
                upright.thumbnail((longest, longest), Image.Resampling.LANCZOS)
                flat = _on_white(upright)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, *PICTURE_DAMAGE) as error:
        raise FaultError("PHOTO_001", file=source.name) from error
    clean = Image.new("RGB", flat.size, _WHITE)
    clean.paste(flat)
    clean.save(target, "JPEG", quality=quality, optimize=True)


def _on_white(picture: "Image.Image") -> "Image.Image":
    """A picture without transparency: what shone through is white, as on paper."""
    from PIL import Image

    if picture.mode in ("RGB", "L"):
        return picture.convert("RGB")
    through = picture.convert("RGBA")
    under = Image.new("RGB", through.size, _WHITE)
    under.paste(through, mask=through.getchannel("A"))
    return under
