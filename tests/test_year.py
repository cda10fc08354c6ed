"""A bureau's year from finance's list to printed tables, as the commands do it one by one."""

import csv
import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pypdfium2
import pytest

from app.cli import main
from app.desk.many import Where, choose, degrees_for, fill
from app.desk.workspace import Workspace
from app.model.places import Place

PROJECTS = ("食品安全抽检", "特种设备监察", "计量器具检定", "消费维权处置")
SECTIONS = ("食品股", "特设股")
INDICATORS = (
    ("产出指标", "数量指标", "完成抽检批次", "≥200批次", "30"),
    ("产出指标", "质量指标", "任务合格率", "≥95%", "20"),
    ("效益指标", "社会效益指标", "群众安全意识", "有效提升", "30"),
    ("满意度指标", "服务对象满意度指标", "群众满意度", "≥90%", "10"),
)
ACTUALS = ("200批次", "96%", "有效提升", "88%")
HEADS = (
    *("序号", "项目代码", "项目名称", "归口股室", "预算单位", "年初预算数（万元）", "绩效目标"),
    *("指标类别", "二级指标", "绩效指标名称", "指标值", "权重"),
)


def code(number: int) -> str:
    return f"5306230000202500{number:04}"


def budget(number: int) -> Decimal:
    return Decimal("10.5") * number


def target_list(path: Path) -> Path:
    """Finance's list: a title above, the project only in the first of its rows."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["云溪县2025年部门预算项目绩效目标表"])
    sheet.append(HEADS)
    for number, name in enumerate(PROJECTS, start=1):
        head: list[Any] = [number, code(number), name, SECTIONS[number % 2], "云溪县市场监管局"]
        head += [float(budget(number)), f"完成{name}年度任务。"]
        for row in INDICATORS:
            sheet.append([*head, *row])
            head = [None] * 7
    book.save(path)
    return path


def accounts(path: Path) -> Path:
    """The accounting export: yuan, two lines a project, a total below."""
    with path.open("w", encoding="gb18030", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(["项目编码", "项目名称", "经济科目", "指标金额（元）", "支出金额（元）"])
        for number, name in enumerate(PROJECTS, start=1):
            half = budget(number) * 5000
            lines.writerow([code(number), name, "30201", half, half])
            lines.writerow([code(number), name, "30227", half, half * Decimal("0.9")])
        lines.writerow(["合计", "", "", "", ""])
    return path


def answered(path: Path) -> None:
    """What a section fills in: every actual, and a reason where it falls short."""
    book = openpyxl.load_workbook(path)
    targets = {row[3]: actual for row, actual in zip(INDICATORS, ACTUALS, strict=True)}
    for sheet in book.worksheets:
        columns: dict[str, int] = {}
        for row in sheet.iter_rows():
            texts = [str(cell.value or "").replace("\n", "") for cell in row]
            if "实际完成值" in texts and "年度指标值" in texts:
                columns = {text: at for at, text in enumerate(texts)}
            elif columns and texts[columns["年度指标值"]] in targets:
                actual = targets[texts[columns["年度指标值"]]]
                row[columns["实际完成值"]].value = actual
                if actual == "88%":
                    reason = next(at for text, at in columns.items() if "偏差原因" in text)
                    row[reason].value = "窗口排队较久，已增设两个窗口。"
    book.save(path)


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> Any:
    """Run a command with `--json` and give back its data."""
    exit_code = main([*map(str, arguments), "--json"])
    said = capsys.readouterr()
    assert exit_code in (0, 1), said.err
    return json.loads(said.out)


def answer_the_rest(data: Path) -> None:
    """What only a person can say: the degree of what has no number, and two texts."""
    space = Workspace(data)
    ids = [header.id for header in space.all_headers()]
    rows: list[Where] = []
    for record_id in ids:
        for row in space.load(record_id).record.rows("indicators"):
            if row.text("target") == "有效提升":
                rows.append(Where(record_id, Place("indicators", row.id, "score")))
    assert len(rows) == len(PROJECTS)
    choose(space, rows, degrees_for(space, rows)[0].key)
    department = Place("fields", None, "department")
    fill(space, [Where(i, department) for i in ids], "云溪县市场监督管理局")
    goal = Place("goals", None, "actual")
    fill(space, [Where(i, goal) for i in ids], "年度任务全部完成，发现的问题已办结。")
    space.close()


def test_a_list_and_an_export_become_correct_printed_tables(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, out = tmp_path / "数据 夹", tmp_path / "打印"
    listed = target_list(tmp_path / "指标 清单.xlsx")
    funds = accounts(tmp_path / "支出.csv")
    run(capsys, "import-targets", listed, "--data", data, "--year", 2025, "--yes")
    run(capsys, "import-funds", funds, "--data", data, "--year", 2025, "--yes")
    sent = run(capsys, "sections", tmp_path / "股室", "--data", data, "--year", 2025)
    files = [Path(section["file"]) for section in sent["sections"]]
    assert len(files) == len(SECTIONS)
    for file in files:
        answered(file)
    run(capsys, "take-sections", *files, "--data", data, "--year", 2025, "--yes")
    answer_the_rest(data)
    checked = run(capsys, "check-all", "--data", data, "--year", 2025)
    severities = [f["severity"] for r in checked["records"] for f in r["findings"]]
    assert "error" not in severities
    made = run(capsys, "batch", "--data", data, "--year", 2025, "-o", out, "--pdf", "--xlsx")
    assert len(made["files"]) == 2 * len(PROJECTS)
    # 95 % of the money is spent: 9.5 points; 88 of 90 % earn 9.78 of 10.
    for path in sorted(out.glob("*.pdf")):
        text = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path))
        assert re.search(r"9\.5\b", text)
        assert "9.78" in text
        assert "99.28" in text
    summary = run(capsys, "summary", "--data", data, "--year", 2025)
    paragraph = summary["paragraph"]
    assert "4个项目" in paragraph
    assert f"{sum(map(budget, range(1, 5))):.2f}万元" in paragraph
    log = run(capsys, "log", "--data", data, "--verify")
    assert (log["whole"], log["gaps"]) == (True, [])
