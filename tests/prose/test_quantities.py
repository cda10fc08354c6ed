"""The quantities of a sentence: number, unit, kind, the noun before it, its year."""

from decimal import Decimal

import pytest

from app.prose.document import Passage, tidy
from app.prose.quantities import Quantity, quantities, sentences, shown


def read(text: str) -> tuple[Quantity, ...]:
    return quantities(Passage(tidy(text), (0,), (1,)))


@pytest.mark.parametrize(
    ("text", "kind", "number", "unit"),
    [
        ("支出51,327,415.05元", "amount", "51327415.05", "元"),
        ("安排2.16亿元", "amount", "2.16", "亿元"),
        ("出动4.4万人次", "count", "4.4", "万人次"),
        ("抽查1700个批次", "count", "1700", "批次"),
        ("发放2000 余份", "count", "2000", "份"),
        ("完成率为 98.73%", "rate", "98.73", "%"),
        ("提高3.5个百分点", "change", "3.5", "百分点"),
        ("得9.87 分", "score", "9.87", "分"),
        ("经营结余-82.98万元", "amount", "-82.98", "万元"),
        ("2024年", "year", "2024", "年"),
        ("编号12", "number", "12", ""),
    ],
)
def test_a_quantity_is_read(text: str, kind: str, number: str, unit: str) -> None:
    (found,) = read(text)
    assert (found.kind, found.number, found.unit) == (kind, Decimal(number), unit)


def test_what_is_said_of_a_quantity() -> None:
    first, second, third = read("2023年计划抽查1,200家企业，实际抽查共计约850家")[0:3]
    assert (first.kind, second.year, second.planned, second.approx) == ("year", 2023, True, False)
    assert (third.noun, third.planned, third.approx) == ("实际抽查", False, True)
    assert (second.text, second.after[:2]) == ("1,200家", "企业")


def test_money_is_compared_in_yuan_at_its_last_digit() -> None:
    (amount,) = read("支出57.67万元")
    assert (amount.value, amount.digit * amount.size) == (Decimal(576_700), Decimal(100))
    assert read("出动4.4万人次")[0].base == "人次"


@pytest.mark.parametrize("text", ["〔2020〕4号文件", "3C认证", "A11指标", "2.10-3.10", "82..73%的"])
def test_numbers_of_documents_codes_and_slips_are_left_alone(text: str) -> None:
    assert [q for q in read(text) if q.unit or q.kind == "year"] == []


def test_sentences_hold_their_own_quantities() -> None:
    found = sentences(Passage("甲10家，乙20家。丙30家；丁。", (0,), (7,)))
    assert [[str(q.number) for q in s.quantities] for s in found] == [["10", "20"], ["30"], []]


def test_numbers_are_shown_as_people_write_them() -> None:
    assert [shown(Decimal(n)) for n in ("5524", "1266500.00", "-82.98")] == [
        "5524",
        "1,266,500",
        "-82.98",
    ]
