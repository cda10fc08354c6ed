import msgspec
import pytest

from app.paper.metrics import Metrics, is_han, is_invisible
from tests.paper.sheets import shipped

SONG = {
    "face": "song",
    "units_per_em": 1000,
    "digit_advance": 550,
    "default_advance": 1000,
    "coverage": [[0x20, 0x7E], [0x4E00, 0x4E10]],
    "advances": [[0x20, 0x20, 256], [0x41, 0x5A, 700]],
}
KAI = {**SONG, "face": "kai", "coverage": [[0x4E00, 0x4E20]], "advances": [[0x4E11, 0x4E20, 980]]}
HEI = {**SONG, "face": "hei", "coverage": [[0x20, 0x7E], [0x3B1, 0x3B1]], "digit_advance": 570}
SMALL = Metrics.from_json(map(msgspec.json.encode, [HEI, SONG, KAI]))


@pytest.mark.parametrize(
    ("char", "wanted", "face", "advance"),
    [
        ("A", "song", "song", 0.7),
        (" ", "song", "song", 0.256),
        ("a", "song", "song", 1.0),
        ("7", "song", "song", 0.55),
        ("7", "hei", "hei", 0.57),
        ("\u4e05", "hei", "song", 1.0),
        ("\u4e15", "song", "kai", 1.0),
        ("\u4e15", "kai", "kai", 0.98),
        ("\u03b1", "song", "hei", 1.0),
        ("\u4e99", "song", "code", 1.0),
        ("\ud83d", "song", "code", 1.0),
        ("\x07", "song", "song", 0.0),
        ("\U000e0101", "hei", "hei", 0.0),
    ],
)
def test_a_character_is_drawn_by_the_first_face_that_has_it(
    char: str, wanted: str, face: str, advance: float
) -> None:
    assert SMALL.face_of(char, wanted) == face
    assert SMALL.advance(wanted, char) == pytest.approx(advance)


def test_metrics_without_coverage_are_refused() -> None:
    without = {key: SONG[key] for key in SONG if key != "coverage"}
    with pytest.raises(msgspec.ValidationError, match="coverage"):
        Metrics.from_json([msgspec.json.encode(without)])


@pytest.mark.parametrize("face", ["song", "hei", "kai"])
def test_the_shipped_digits_have_one_width_and_marks_one_em(face: str) -> None:
    metrics = shipped()
    assert len({metrics.advance(face, digit) for digit in "0123456789"}) == 1
    assert {metrics.advance(face, mark) for mark in "，。（）《》“”—…　"} == {1.0}
    assert {metrics.face_of(char, face) for char in "项目绩效≥≤%％"} == {face}


def test_rare_characters_of_names_come_from_kai_and_unknown_ones_are_codes() -> None:
    assert shipped().face_of("䶮", "song") == "song"
    assert shipped().face_of("\U00020bb7", "song") == "kai"
    assert shipped().face_of("\U0001f600", "song") == "code"


def test_kinds_of_characters() -> None:
    assert is_han("县")
    assert is_han("\U00020bb7")
    assert not is_han("，")
    assert is_invisible("\u200b")
    assert not is_invisible("\u3000")
