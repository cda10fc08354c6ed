"""Photos made smaller: upright, without place and device, and never a danger."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from app.exchange.photos import can_shrink, shrink_photo
from app.model.faults import FaultError
from tests.exchange.test_page_count import bomb

RED, BLUE = (200, 30, 30), (30, 30, 200)
_GPS, _ORIENTATION = 0x8825, 0x0112


def photo(path: Path, size: tuple[int, int]) -> Path:
    """A photo, red above and blue below, taken with the telephone on its side, with its place."""
    picture = Image.new("RGB", size, BLUE)
    picture.paste(RED, (0, 0, size[0], size[1] // 2))
    exif = Image.Exif()
    exif[_ORIENTATION] = 6
    exif.get_ifd(_GPS)[1] = "N"
    picture.save(path, "JPEG", exif=exif, quality=95)
    return path


def test_a_photo_is_turned_upright_made_smaller_and_says_nothing_of_its_place(
    tmp_path: Path,
) -> None:
    source, target = photo(tmp_path / "现场 照片.jpg", (900, 600)), tmp_path / "小.jpg"
    before = source.read_bytes()
    shrink_photo(source, target, longest=300)
    with Image.open(target) as made:
        assert made.size == (200, 300)
        assert dict(made.getexif()) == {}
        assert "exif" not in made.info
        # Turned clockwise, the lower half lies at the left.
        left, right = (made.crop((x, 150, x + 1, 151)).tobytes() for x in (20, 180))
    assert left[2] > left[0]
    assert right[0] > right[2]
    assert source.read_bytes() == before
    assert target.stat().st_size < len(before)


def test_what_shone_through_is_white(tmp_path: Path) -> None:
    source = tmp_path / "章.png"
    Image.new("RGBA", (40, 40), (0, 0, 0, 0)).save(source)
    shrink_photo(source, tmp_path / "章.jpg")
    with Image.open(tmp_path / "章.jpg") as made:
        assert made.getpixel((5, 5)) == (255, 255, 255)


@settings(max_examples=30)
@given(st.binary(max_size=300), st.booleans())
def test_hostile_pictures_are_refused(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, is_bomb: bool
) -> None:
    folder = tmp_path_factory.mktemp("hostile")
    source = folder / "图.png"
    source.write_bytes(bomb(40_000) if is_bomb else b"\x89PNG\r\n\x1a\n" + data)
    with pytest.raises(FaultError) as caught:
        shrink_photo(source, folder / "小.jpg")
    assert caught.value.code == "PHOTO_001"
    assert not (folder / "小.jpg").exists()


def test_only_pictures_are_offered_to_be_made_smaller() -> None:
    assert [can_shrink(name) for name in ("甲.JPG", "乙.png", "丙.pdf", "丁")] == [1, 1, 0, 0]
