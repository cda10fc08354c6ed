"""A list in any order and wording gives the same record; joined and split cells fit any form."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.desk.forms import gallery
from app.desk.imports.columns import list_table, wordings
from app.desk.imports.mapping import proposed
from app.desk.imports.target_cells import amount_in, form_places, indicator_cells, takes_targets
from app.desk.imports.target_fields import FIELDS, NEEDED
from app.desk.imports.target_lines import Indicator, read_targets
from app.desk.imports.target_steps import made_record
from app.exchange.flat import read_flat
from app.model.definition import IndicatorsSection
from app.model.places import Place
from app.model.record import FormRecord
from tests.desk.imports.target_lists import NATIONAL, YEAR, Lists
from tests.seeds import row_002, rows_000, score_data, seed_001

SPLIT = "sichuan2023-project"
LEVELS = ("tier1", "tier2", "tier3")


def cells(form: str, **texts: str) -> dict[str, str]:
    places = form_places(gallery().form(form).definition)
    return indicator_cells(Indicator("甲", 2, LEVELS, texts), places)


@pytest.mark.parametrize(
    ("texts", "joined", "split"),
    [
        ({"target": "≥200组"}, "≥200组", ("≥", "200", "组")),
        ({"target": ">=200 组"}, ">=200 组", ("≥", "200", "组")),
        ({"target": "100%"}, "100%", ("", "100", "%")),
        ({"target": "有效提升"}, "有效提升", ("", "有效提升", "")),
        ({"target": "12月底前"}, "12月底前", ("", "12月底前", "")),
        ({"target": "12 座大桥"}, "12 座大桥", ("", "12 座大桥", "")),
        (
            {"target": "≥195种，5年力争全覆盖"},
            "≥195种，5年力争全覆盖",
            ("", "≥195种，5年力争全覆盖", ""),
        ),
        ({"operator": "≥", "target": "200", "measure": "组"}, "≥200组", ("≥", "200", "组")),
        (
            {"operator": "大于等于", "target": "90", "measure": "百分比"},
            "≥90%",
            ("≥", "90", "百分比"),
        ),
        ({"operator": "定性", "target": "健全"}, "健全", ("定性", "健全", "")),
        ({"operator": "正向指标", "target": "90", "measure": "%"}, "≥90%", ("≥", "90", "%")),
        ({"operator": "≥", "target": "≥90%"}, "≥90%", ("≥", "≥90%", "")),
        ({"target": "200", "measure": "组"}, "200组", ("", "200", "组")),
        ({"target": "200组", "measure": "组"}, "200组", ("", "200组", "组")),
        ({"operator": "≤", "target": ""}, "", ("≤", "", "")),
    ],
)
def test_operator_target_and_unit_fit_the_forms_columns(
    texts: dict[str, str], joined: str, split: tuple[str, str, str]
) -> None:
    assert cells(NATIONAL, tier3="甲", **texts).get("target", "") == joined
    found = cells(SPLIT, tier3="甲", **texts)
    assert tuple(found.get(name, "") for name in ("operator", "target", "unit")) == split


@pytest.mark.parametrize(
    ("tier1", "tier2", "path"),
    [
        ("产出", "数量", ("产出指标", "数量指标")),
        ("一、产出指标", "1.数量 指标", ("产出指标", "数量指标")),
        ("产出指标（50分）", "（一）数量指标", ("产出指标", "数量指标")),
        ("", "数量指标", ("产出指标", "数量指标")),
        ("满意度指标", "", ("满意度指标", "服务对象满意度指标")),
        ("成本指标", "经济成本指标", ("成本指标", "经济成本指标")),
        ("产出指标", "", ("产出指标", "")),
    ],
)
def test_tiers_are_named_as_the_form_has_them(
    tier1: str, tier2: str, path: tuple[str, str]
) -> None:
    found = cells(NATIONAL, tier1=tier1, tier2=tier2, tier3="甲")
    assert (found.get("tier1", ""), found.get("tier2", "")) == path


@pytest.mark.parametrize(
    ("text", "unit", "into", "made"),
    [
        ("87.65", "万元", "万元", "87.65"),
        ("１,２３４.５０", "万元", "万元", "１,２３４.５０"),
        ("876543.21", "元", "万元", "87.654321"),
        ("87.65", "万元", "元", "876500"),
        ("87.65万元", "元", "万元", "87.65"),
        ("0.02", "亿元", "万元", "200"),
    ],
)
def test_an_amount_is_exact_in_the_forms_unit(text: str, unit: str, into: str, made: str) -> None:
    assert amount_in(text, unit, into) == made


@pytest.mark.parametrize("form_id", list(gallery().ids()))
def test_every_form_with_targets_takes_a_list(form_id: str, lists: Lists) -> None:
    definition = gallery().form(form_id).definition
    assert takes_targets(definition)
    plan = lists.read(form=form_id).plan
    record = made_record(plan.projects[0].listed, plan.form)
    section = form_places(definition).section
    assert isinstance(section, IndicatorsSection)
    texts = {text for row in record.rows(section.id) for text in row.cells.values()}
    assert {"养护里程", "按时完成率", "群众满意度"} <= texts
    (again, _) = lists.read(form=form_id).plan.projects
    assert made_record(again.listed, plan.form).year == YEAR


# --- the same record whatever the list looks like

_NAME = st.text("云溪县养护里程批次提升满意率(二)、-", min_size=1, max_size=10).filter(
    lambda text: text.strip("()、-")
)
_TIERS = st.sampled_from(
    [
        *[("产出指标", "数量指标"), ("产出指标", "时效指标"), ("效益指标", "社会效益指标")],
        *[("满意度指标", "服务对象满意度指标"), ("成本指标", "经济成本指标")],
    ]
)
_TARGET = st.sampled_from(["≥200组", "100%", "有效提升", "≤87.65万元", "12月底前", "5-10次"])
_ROW = st.tuples(_TIERS, _NAME, _TARGET, st.integers(1, 50).map(str))


class Project(NamedTuple):
    """One project in plain words."""

    name: str
    code: str
    unit: str
    budget: str
    goals: str
    rows: list[tuple[tuple[str, str], str, str, str]]


_PROJECT = st.builds(
    Project,
    name=_NAME,
    code=st.text("0123456789ABC", min_size=1, max_size=14),
    unit=_NAME,
    budget=st.decimals(0, 9999, places=2).map(str),
    goals=st.text("完成年度任务，\n。", min_size=0, max_size=20).map(str.strip),
    rows=st.lists(_ROW, min_size=1, max_size=6, unique_by=lambda row: row[1]),
)
_COLUMNS = (
    *("project_code", "project_name", "unit", "initial", "goals"),
    *("tier1", "tier2", "tier3", "target", "weight"),
)


@st.composite
def written(draw: st.DrawFn) -> tuple[list[Project], list[list[str]]]:
    """Projects, and a list of them: any order of columns, any wording, repeated or blank."""
    projects = draw(
        st.lists(_PROJECT, min_size=1, max_size=4, unique_by=(lambda p: p.code, lambda p: p.name))
    )
    order = draw(st.permutations(_COLUMNS))
    heads = {}
    for field in _COLUMNS:
        word = draw(st.sampled_from([w for w in wordings()[field] if w != "单位"]))
        mark = draw(st.sampled_from(["{}", " {} ", "*{}", "{}：", "{}（必填）"]))
        heads[field] = mark.format(word) + ("（万元）" if field == "initial" else "")
    lines = [[heads[field] for field in order]]
    repeated = draw(st.booleans())
    for project in projects:
        tiers: tuple[str, str] = ("", "")
        for at, (path, name, target, weight) in enumerate(project.rows):
            texts = dict(zip(_COLUMNS, (project.code, *project[:1], *project[2:5]), strict=False))
            if at and not repeated:
                texts = {}
            if path != tiers or repeated:
                texts |= {"tier1": path[0], "tier2": path[1]}
            tiers = path
            texts |= {"tier3": name, "target": target, "weight": weight}
            lines.append([texts.get(field, "") for field in order])
    if draw(st.booleans()):
        lines.insert(0, ["2025年度绩效目标清单", *[""] * (len(order) - 1)])
    return projects, lines


def as_words(record: FormRecord) -> Project:
    """A record in plain words, its rows in any order."""
    filled = (row for row in record.rows("indicators") if row.text("tier3"))
    rows = [
        ((r.text("tier1"), r.text("tier2")), r.text("tier3"), r.text("target"), r.text("weight"))
        for r in filled
    ]
    return Project(
        name=record.text(Place("fields", None, "project_name")),
        code=record.codes["project_code"],
        unit=record.text(Place("fields", None, "unit")),
        budget=record.money("funds")["total"].get("initial", ""),
        goals=record.text(Place("goals", None, "expected")),
        rows=sorted(rows),
    )


@settings(max_examples=80, deadline=None)
@given(written())
def test_the_records_are_the_same_whatever_the_list_looks_like(
    tmp_path_factory: pytest.TempPathFactory, given_: tuple[list[Project], list[list[str]]]
) -> None:
    projects, lines = given_
    made = records_of(lines, tmp_path_factory.getbasetemp() / "清单.csv")
    assert [as_words(record) for record in made] == [
        project._replace(rows=sorted(project.rows)) for project in projects
    ]


def records_of(lines: Sequence[Sequence[str]], path: Path) -> list[FormRecord]:
    text = io.StringIO()
    csv.writer(text).writerows(lines)
    path.write_text(text.getvalue(), encoding="utf-8")
    (flat,) = read_flat(path)
    table = list_table(flat, FIELDS, NEEDED)
    assert table is not None
    found = read_targets([table], proposed([table]), YEAR)
    assert [problem for problem in found.problems if not problem.hint] == []
    return [made_record(listed, gallery().form(NATIONAL)) for listed in found.projects]


def seed_rows(seed: str) -> list[tuple[str, ...]]:
    """The indicators of a seed: two tiers, name, target and weight."""
    known = {
        "seed000": rows_000(),
        "seed001": seed_001().rows("indicators"),
        "seed002": (row_002(),),
    }
    if seed in known:
        columns = ("tier1", "tier2", "tier3", "target", "weight")
        return [tuple(map(row.text, columns)) for row in known[seed] if row.text("tier3")]
    rows = score_data(seed)["rows"]
    return [(*[*r["tiers"], ""][:2], r["name"], r.get("target", ""), r["weight"]) for r in rows]


@pytest.mark.parametrize("seed", ["seed000", "seed001", "seed002", "seed003", "seed004"])
def test_the_tables_of_the_seeds_are_lists(seed: str, tmp_path: Path) -> None:
    rows = seed_rows(seed)
    head = ("项目名称", "一级指标", "二级指标", "三级指标", "年度指标值", "分值")
    lines = [head, *(("质量监督", *row) for row in rows)]
    (record,) = records_of(lines, tmp_path / "清单.csv")
    found = as_words(record).rows
    assert sorted(row[1:] for row in found) == sorted(row[2:] for row in rows)
    if seed in ("seed000", "seed001", "seed002"):
        assert sorted(row[0] for row in found) == sorted(row[:2] for row in rows)
