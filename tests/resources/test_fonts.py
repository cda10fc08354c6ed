import hashlib
import io
import itertools
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from fontTools.ttLib import TTFont

from resources.fonts import make_fonts

FONTS = Path(__file__).parents[2] / "resources" / "fonts"
FACES = ("song", "hei", "kai")
COPYRIGHT = 0

each_face = pytest.mark.parametrize("face", FACES)


@cache
def font_of(face: str) -> Any:
    return TTFont(io.BytesIO((FONTS / f"{face}.ttf").read_bytes()), lazy=True)


@cache
def metrics_of(face: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((FONTS / f"{face}.metrics.json").read_bytes())
    return loaded


@cache
def covered(face: str) -> frozenset[int]:
    ranges = metrics_of(face)["coverage"]
    return frozenset(point for first, last in ranges for point in range(first, last + 1))


@each_face
def test_metrics_name_the_font_file_by_its_hash(face: str) -> None:
    metrics = metrics_of(face)
    data = (FONTS / metrics["file"]).read_bytes()
    assert metrics["face"] == face
    assert metrics["sha256"] == hashlib.sha256(data).hexdigest()


@each_face
def test_outlines_and_permissions_allow_embedding(face: str) -> None:
    font = font_of(face)
    assert "glyf" in font
    assert "CFF " not in font
    assert font["OS/2"].fsType == 0


@each_face
def test_coverage_equals_the_font(face: str) -> None:
    assert covered(face) == set(font_of(face).getBestCmap())
    ranges = metrics_of(face)["coverage"]
    gaps = [after[0] - before[1] for before, after in itertools.pairwise(ranges)]
    assert min(gaps) > 1


@each_face
def test_advances_equal_the_font(face: str) -> None:
    font, metrics = font_of(face), metrics_of(face)
    advances = dict.fromkeys(covered(face), metrics["default_advance"])
    for first, last, advance in metrics["advances"]:
        advances.update(dict.fromkeys(range(first, last + 1), advance))
    widths = font["hmtx"]
    assert advances == {point: widths[name][0] for point, name in font.getBestCmap().items()}


@each_face
def test_vertical_metrics_and_names_equal_the_font(face: str) -> None:
    font, metrics = font_of(face), metrics_of(face)
    system = font["OS/2"]
    assert metrics["units_per_em"] == metrics["default_advance"] == font["head"].unitsPerEm
    assert (metrics["ascent"], -metrics["descent"]) == (system.sTypoAscender, system.sTypoDescender)
    assert metrics["cap_height"] == system.sCapHeight
    assert metrics["family"] == font["name"].getDebugName(1)


@each_face
def test_digits_share_one_advance(face: str) -> None:
    font = font_of(face)
    widths = {font["hmtx"][font.getBestCmap()[ord(digit)]][0] for digit in "0123456789"}
    assert widths == {metrics_of(face)["digit_advance"]}


@each_face
@pytest.mark.parametrize("mark", ["—", "…", "·", "“", "”", "‘", "’", "　", "，", "％", "☑", "云"])
def test_chinese_marks_take_one_em(face: str, mark: str) -> None:
    font = font_of(face)
    assert font["hmtx"][font.getBestCmap()[ord(mark)]][0] == 1000


@each_face
def test_a_pair_of_dashes_is_one_line(face: str) -> None:
    font = font_of(face)
    dash = font["glyf"][font.getBestCmap()[ord("—")]]
    side = 1000 - dash.xMax + dash.xMin
    assert side <= 5  # thousandths of an em: not visible between two dashes


@each_face
def test_reserved_names_are_gone(face: str) -> None:
    # OFL 1.1 forbids them as font names and requires them in the copyright notice.
    texts = [str(name) for name in font_of(face)["name"].names if name.nameID != COPYRIGHT]
    assert f"Ziping {face.title()}" in texts
    found = [text for text in texts for word in ("LXGW", "霞鹜", "Source", "Noto") if word in text]
    assert found == []


@pytest.mark.parametrize("char", ["䶮", "㛃", "𬭎", "𡎚", "𠮷"])
def test_rare_name_characters_are_in_song_or_kai(char: str) -> None:
    assert ord(char) in covered("song") | covered("kai")


@each_face
def test_symbols_of_the_forms_are_covered(face: str) -> None:
    symbols = (
        "≥≤＝≠±×÷—–…‰％℃㎡m³№①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
        "☑☐☒□■✓“”‘’《》【】〔〕〈〉「」（）［］·～、。，；：？！￥¥％＋－／０９ＡＺａｚ　〓"
    )
    assert [char for char in symbols if ord(char) not in covered(face)] == []


@each_face
def test_gb2312_is_covered(face: str) -> None:
    pairs = [bytes((high, low)) for high in range(0xA1, 0xF8) for low in range(0xA1, 0xFF)]
    chars = {char for pair in pairs for char in pair.decode("gb2312", errors="ignore")}
    assert len(chars) == 682 + 6763
    assert [char for char in chars if ord(char) not in covered(face)] == []


def test_song_covers_level_one_of_gb18030() -> None:
    level_one = set(range(0x3400, 0x4DB6)) | set(range(0x4E00, 0x9FF0))
    assert level_one <= covered("song")


def test_fonts_and_metrics_stay_small() -> None:
    assert sum((FONTS / f"{face}.ttf").stat().st_size for face in FACES) < 25_000_000
    assert all((FONTS / f"{face}.metrics.json").stat().st_size < 300_000 for face in FACES)


@each_face
def test_licence_lies_beside_the_font_and_names_its_holder(face: str) -> None:
    text = (FONTS / f"OFL-{face}.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in text
    assert font_of(face)["name"].getDebugName(COPYRIGHT).splitlines()[0] in text


@each_face
def test_the_maker_reads_the_same_metrics_from_the_font(face: str) -> None:
    [made] = [each for each in make_fonts.FACES if each.name == face]
    fresh = make_fonts.metrics(made, (FONTS / f"{face}.ttf").read_bytes())
    assert json.loads(json.dumps(fresh)) == metrics_of(face)


def test_the_maker_refuses_a_changed_source() -> None:
    with pytest.raises(SystemExit, match="some font: sha256 is e3b0c4"):
        make_fonts.checked(b"", "0" * 64, "some font")


def test_runs_join_neighbours_of_equal_value_only() -> None:
    joined = make_fonts.runs([(1, 5), (2, 5), (3, 6), (5, 6), (6, 6)])
    assert list(joined) == [(1, 2, 5), (3, 3, 6), (5, 6, 6)]
