from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.paper.breaking import CLOSING, HANGING, OPENING, break_lines
from app.paper.metrics import MM_PER_POINT, is_invisible
from app.paper.pages import Line
from tests.paper.sheets import shipped

SIZE = 10.0
EM = SIZE * MM_PER_POINT
TEXTS = st.text(
    st.sampled_from("项目资金万元批次的一 　12345.,%≥-Ab—…“”‘’（）《》，。；：？！、\n\x07")
    | st.characters(codec="utf-8"),
    max_size=80,
)
EMS = st.floats(0.4, 40.0)


def broken(text: str, ems: float, face: str = "song") -> tuple[Line, ...]:
    """The lines of a text in a width given in em."""
    return break_lines(text, ems * EM, SIZE, face, shipped())


def texts(text: str, ems: float) -> list[str]:
    return [line.text for line in broken(text, ems)]


@pytest.mark.parametrize(
    ("text", "ems", "expected"),
    [
        ("", 5, [""]),
        ("一二三四五六七", 3, ["一二三", "四五六", "七"]),
        ("年度\n指标值", 9, ["年度", "指标值"]),
        ("一\n\n二\n", 9, ["一", "", "二", ""]),
        ("一二三四，五", 4, ["一二三", "四，五"]),
        ("一二三四，五", 4.5, ["一二三四，", "五"]),
        ("一二三，五", 3.2, ["一二", "三，五"]),
        ("一二（三四）五", 3, ["一二", "（三", "四）五"]),
        ("一二（三四）五", 3.5, ["一二", "（三四）", "五"]),
        ("一二——三", 3, ["一", "二——", "三"]),
        ("一二三……四", 4, ["一二", "三……四"]),
        ("一二三％四", 3, ["一二", "三％四"]),
        ("　　一二三四", 4, ["　　一二", "三四"]),
        ("合计87.65万元整", 5, ["合计", "87.65万元", "整"]),
        ("完成200组抽检", 3.2, ["完成", "200组", "抽检"]),
        ("累计87.65 万元的", 5.5, ["累计", "87.65 万元", "的"]),
        ("抽检批次50批次以上", 5, ["抽检批次", "50批次以", "上"]),
        ("满意度达到98.5%以上", 6, ["满意度达到", "98.5%以上"]),
        ("于2019年12月底前", 5, ["于2019年", "12月底前"]),
        ("共≥1,200人次的", 6, ["共", "≥1,200人次", "的"]),
        ("采用GB/T 33190标准", 5, ["采用GB/T ", "33190标准"]),
        ("internationalisation", 4, ["internat", "ionalisa", "tion"]),
        ("87.65万元", 3.5, ["87.65", "万元"]),
    ],
)
def test_lines_end_where_chinese_typesetting_lets_them(
    text: str, ems: float, expected: list[str]
) -> None:
    assert texts(text, ems) == expected


def test_a_hanging_mark_leaves_the_line_as_wide_as_its_room() -> None:
    line = broken("一二三四，五", 4.5)[0]
    assert line.text == "一二三四，"
    assert line.width == pytest.approx(4.5 * EM)
    assert line.offsets[-1] == pytest.approx(4 * EM)


def test_narrow_lines_are_left_alone_and_wide_ones_filled_but_the_last() -> None:
    text = "因上级资金下达较晚，2019年10月方才开工。" * 5
    for width in (50.0, 95.0):
        *full, last = break_lines(text, width, SIZE, "song", shipped())
        gaps = [width - line.width for line in full if line.text[-1] not in HANGING]
        assert gaps
        assert any(gap > 0.1 for gap in gaps) == (width < 60)
        assert last.width < width - 1


def test_each_paragraph_of_a_filled_text_ends_ragged() -> None:
    lines = break_lines("一二三四五六七" * 5 + "\n一二", 70.0, SIZE, "song", shipped())
    assert [line.width for line in lines if line.text.endswith("二")] == [pytest.approx(2 * EM)]


def test_runs_remember_the_face_of_every_character() -> None:
    (line,) = broken("王\U00020bb7\U0001f600", 9)
    assert line.faces == ("song", "kai", "code")
    assert line.offsets == pytest.approx((0, EM, 2 * EM))


@given(TEXTS, EMS)
def test_no_character_is_lost_or_added(text: str, ems: float) -> None:
    lines = broken(text, ems)
    assert [line.text for line in lines] == [text[line.start : line.end] for line in lines]
    assert lines[0].start == 0
    assert lines[-1].end == len(text)
    for line, following in pairwise(lines):
        assert text[line.end : following.start] in ("", "\n")


@given(TEXTS, EMS)
def test_offsets_are_the_sum_of_the_advances(text: str, ems: float) -> None:
    lines = broken(text, ems)
    metrics = shipped()
    for line in lines:
        assert len(line.offsets) == len(line.faces) == len(line.text)
        for at, (one, other) in enumerate(pairwise(line.offsets)):
            step = metrics.advance("song", line.text[at]) * EM
            added = other - one - step
            assert added == pytest.approx(0, abs=1e-6) or (
                ems * EM > 60 and 0 < added <= 0.35 * EM + 1e-6
            )
        visible = [at for at in range(len(line.text)) if line.text[at] not in " \u3000\u00a0"]
        if len(visible) > 1:
            last = visible[-1]
            end = line.offsets[last] + metrics.advance("song", line.text[last]) * EM
            assert line.width <= ems * EM + 1e-6
            assert line.width <= end + 1e-6
            assert end <= line.width + 0.5 * EM + 1e-6


def may_part(text: str, at: int) -> bool:
    """The rule of marks, told independently: what stands before and behind a break."""
    ignored = [at - 1]
    while ignored[-1] >= 0 and (
        text[ignored[-1]] in " 　\u00a0" or is_invisible(text[ignored[-1]])
    ):
        ignored.append(ignored[-1] - 1)
    before = text[ignored[-1]] if ignored[-1] >= 0 else "\n"
    behind = text[at]
    stays = behind in CLOSING or behind in " 　\u00a0" or "\u0300" <= behind <= "\u036f"
    return not stays and not is_invisible(behind) and before not in OPENING and before != "\n"


@given(TEXTS, EMS)
def test_no_mark_stands_where_it_is_prohibited_unless_nothing_else_is_possible(
    text: str, ems: float
) -> None:
    for line, following in pairwise(broken(text, ems)):
        if line.end == following.start and not may_part(text, following.start):
            choices = range(line.start + 1, line.end + 1)
            assert not any(may_part(text, at) for at in choices)


@given(st.integers(1, 999_999), st.sampled_from(["万元", "组", "批次", "人次", "%"]), EMS)
def test_a_number_keeps_its_unit_where_a_line_can_hold_both(
    number: int, unit: str, ems: float
) -> None:
    whole = f"{number}{unit}"
    if broken(whole, 99)[0].width <= ems * EM:
        assert any(whole in line for line in texts(f"项目共计完成{whole}", ems))


@given(TEXTS, EMS)
def test_a_line_is_as_full_as_it_can_be_for_plain_chinese(text: str, ems: float) -> None:
    plain = "项" * len(text)
    fitting = max(1, int(ems + 1e-6))
    assert [len(line.text) for line in broken(plain, ems)][:-1] == [fitting] * (
        max(0, -(-len(plain) // fitting) - 1)
    )
