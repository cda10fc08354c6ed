"""The message files: two languages, one set of codes, nothing missing and nothing left over."""

import ast
import re
import tomllib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.model.places import Place
from app.model.record import INDICATOR_KINDS, FormRecord, Row
from app.model.results import Finding, Step
from app.rules.checking import check
from app.rules.checks.filled import CASES
from app.rules.messages import Catalogue
from app.rules.registry import FAMILIES
from app.rules.scoring import score
from tests.rules.records import FORM
from tests.source_checks import APP

I18N = APP.parent / "i18n"
LANGUAGES = ("zh", "en")
AREAS = ("findings", "steps", "inferred", "rules", "fixes")
PLACEHOLDER = re.compile(r"\{\w+\}")
UNICODE_FORMS = {"NFKC"}
"""What looks like the code of a step and is the name of a normal form."""


def tables(language: str) -> dict[str, dict[str, dict[str, str]]]:
    found: dict[str, dict[str, dict[str, str]]] = {}
    for name in ("messages", "scoring"):
        found |= tomllib.loads((I18N / f"{name}.{language}.toml").read_text(encoding="utf-8"))
    return found


ZH, EN = tables("zh"), tables("en")


def constants(node: ast.AST) -> set[str]:
    return {
        n.value for n in ast.walk(node) if isinstance(n, ast.Constant) and isinstance(n.value, str)
    }


def calls_of(name: str) -> list[ast.Call]:
    return [
        node
        for room in ("rules", "prose")
        for path in sorted((APP / room).rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == name
    ]


def finding_codes() -> set[str]:
    """Every code with every variant that the checks can make."""
    found: set[str] = set()
    for call in calls_of("finding"):
        code = ast.literal_eval(call.args[0])
        case = next((k.value for k in call.keywords if k.arg == "case"), None)
        cases = (
            {""} if case is None else constants(case) or set(CASES.values()) | {"unscored", "open"}
        )
        found |= {f"{code}_{name}" if name else code for name in cases}
    return found


def step_codes() -> set[str]:
    texts: set[str] = set()
    for path in (APP / "rules").rglob("*.py"):
        texts |= constants(ast.parse(path.read_text(encoding="utf-8")))
    found = {text for text in texts if re.fullmatch(r"[A-Z]{2,}(_[A-Z]+)*", text)}
    return found - finding_codes() - UNICODE_FORMS


@pytest.mark.parametrize("area", AREAS)
def test_both_languages_have_the_same_codes_and_placeholders(area: str) -> None:
    def shape(table: dict[str, dict[str, str]]) -> dict[str, dict[str, list[str]]]:
        return {
            code: {key: sorted(PLACEHOLDER.findall(text)) for key, text in texts.items()}
            for code, texts in table.items()
        }

    assert shape(ZH[area]) == shape(EN[area])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_finding_has_its_words_and_no_words_are_left_over(language: str) -> None:
    assert set(tables(language)["findings"]) == finding_codes()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_step_has_its_words_and_no_words_are_left_over(language: str) -> None:
    known = tables(language)
    assert set(known["steps"]) | set(known["inferred"]) == step_codes()
    assert set(known["steps"]) & set(known["inferred"]) == set()


def test_every_rule_and_every_fix_has_a_name() -> None:
    assert set(ZH["rules"]) == {*FAMILIES, "execution"}
    fixes = {ast.literal_eval(call.args[0]) for call in calls_of("Change")}
    assert set(ZH["fixes"]) == fixes


def test_catalogue_puts_values_in_and_leaves_braces_of_values_alone() -> None:
    texts = Catalogue(ZH)
    step = Step("AT_LEAST_FULL", {"actual": "340", "target": "{weight}", "weight": "10"})
    assert texts.step_text(step) == "完成值 340 ≥ 指标值 {weight}，得满分 10 分"
    inferred = Step("DIRECTION_DEFAULT", {"operator": "≥"})
    assert texts.step_text(inferred) == "没有写比较符号，按“≥”"


def test_finding_is_worded_by_its_case() -> None:
    values = {
        "label": "年度总体目标",
        "first": "预期目标",
        "second": "实际完成情况",
        "case": "goals",
    }
    finding = Finding("C3", "error", Place("goals", None, "expected"), values)
    texts = Catalogue(ZH)
    assert texts.finding_title(finding) == "年度总体目标两格都没有填写"
    assert texts.finding_text(finding).startswith("预期目标抄年初批复的绩效目标")


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ({"family": "rate"}, "比率 × 分值"),
        ({"family": "rate", "floor": "80%"}, "比率 × 分值 · 低于此比率不得分 80%"),
        ({"family": "checklist", "items": [{}, {}]}, "要点评分（逐项占分） · 要点 2"),
        (
            {"family": "deduction", "each": "1", "measure": "points"},
            "按次扣分 · 每次扣 1 · 扣分按 分数",
        ),
    ],
)
def test_a_rule_is_told_with_its_parameters(rule: dict[str, Any], said: str) -> None:
    assert Catalogue(ZH).rule_stated(rule) == said


def test_missing_words_are_the_code_itself() -> None:
    empty = Catalogue({})
    assert empty.step_text(Step("X")) == "X"
    assert empty.fault_text("RECORD_001", {}) == "RECORD_001"
    assert (empty.rule_name("equal"), empty.fix_name("strip_unit")) == ("equal", "strip_unit")
    assert Catalogue({"faults": {"A": {"text": "{x}！"}}}).fault_text("A", {"x": "满"}) == "满！"


_WORDS = """
— / ≥200组 340组 ≤150万元 876500元 80% 0.9 有效提升 完成 5-10次 25 0 x 30 3.8 1
999999 87.65 87.65元 不涉及 =0 -3
"""
TEXTS = st.sampled_from(["", *_WORDS.split()])
COLUMNS = [column.id for column in FORM.indicators()[0].columns if column.role != "tier"]
ROWS = st.builds(
    lambda tier, cells, kind, rule: ("产出指标（50分）", tier, cells, kind, rule),
    st.sampled_from(["数量指标", "成本指标", ""]),
    st.fixed_dictionaries({}, optional=dict.fromkeys([*COLUMNS, "score_reason"], TEXTS)),
    st.sampled_from(INDICATOR_KINDS),
    st.sampled_from([None, {"family": "at_most"}, {"degree": "partly"}, {"family": "?"}]),
)
FUNDS = st.fixed_dictionaries(
    {},
    optional={
        row: st.fixed_dictionaries(
            {}, optional=dict.fromkeys(["initial", "annual", "executed", "score"], TEXTS)
        )
        for row in ("total", "current_year", "other")
    },
)
_PRINTED_PLACES = """
funds/total/rate funds/total/score indicators/r0/score total/weight total/score total/grade
"""
PRINTED = st.dictionaries(
    st.sampled_from(_PRINTED_PLACES.split()),
    st.sampled_from(["98.73%", "9.87", "25", "100", "良", "—"]),
)


def record_of(rows: list[Any], funds: dict[str, Any], printed: dict[str, str]) -> FormRecord:
    made = tuple(
        Row(f"r{n}", kind, {"tier1": tier1, "tier2": tier2, **cells}, rule)
        for n, (tier1, tier2, cells, kind, rule) in enumerate(rows)
    )
    return FormRecord(
        form=FORM.id,
        form_version=1,
        id="x",
        sections={"funds": funds, "indicators": made},
        printed=printed,
    )


@settings(max_examples=300)
@given(st.lists(ROWS, max_size=4), FUNDS, PRINTED)
def test_whatever_is_typed_is_scored_checked_and_worded(
    rows: list[Any], funds: dict[str, Any], printed: dict[str, str]
) -> None:
    record = record_of(rows, funds, printed)
    scores = score(record, FORM)
    texts = Catalogue(ZH)
    sentences = [texts.step_text(s) for r in scores.rows.values() for s in (*r.steps, *r.inferred)]
    for found in check(record, FORM, scores):
        sentences += [texts.finding_title(found), texts.finding_text(found)]
    assert [s for s in sentences if "{" in s or re.fullmatch("[A-Z0-9_]+", s)] == []
    counted = [r.points for r in scores.rows.values() if r.counted and r.points is not None]
    assert scores.total == sum(counted)
