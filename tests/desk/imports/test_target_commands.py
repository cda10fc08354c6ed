"""`ziping import-targets` and `ziping carry-all` from the command line."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.cli import main
from tests.desk.imports.target_lists import HEAD, LIST, replaced, write_list


class Ran:
    """What a command gave back."""

    def __init__(self, code: int, out: str, error: str) -> None:
        self.code, self.out, self.error = code, out, error

    @property
    def data(self) -> Any:
        return json.loads(self.out)


class Line:
    """The command line over one data folder."""

    def __init__(self, capsys: pytest.CaptureFixture[str], folder: Path) -> None:
        self._capsys = capsys
        self.folder = folder

    def __call__(self, *arguments: object) -> Ran:
        code = main([*map(str, arguments), "--data", str(self.folder / "资料")])
        out, error = self._capsys.readouterr()
        return Ran(code, out, error)


@pytest.fixture
def line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Line:
    return Line(capsys, tmp_path)


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    return write_list(tmp_path / "指标 清单.csv", LIST)


def test_without_yes_the_plan_is_shown_and_nothing_changes(line: Line, listed: Path) -> None:
    ran = line("import-targets", listed, "--year", 2025)
    assert (ran.code, ran.error) == (0, "")
    assert "2 个项目、4 个指标：新建 2" in ran.out
    assert "--yes" in ran.out.splitlines()[-1]
    data = line("import-targets", listed, "--year", 2025, "--json").data
    assert (data["done"], data["counts"]["make"]) == (False, 2)


def test_with_yes_it_is_done_once(line: Line, listed: Path) -> None:
    first = line("import-targets", listed, "--year", 2025, "--yes", "--json").data
    assert (first["done"], len(first["created"])) == (True, 2)
    again = line("import-targets", listed, "--year", 2025, "--yes")
    assert (again.code, "没有要导入的内容" in again.out) == (0, True)


def test_a_broken_line_keeps_the_list_out_unless_it_is_skipped(line: Line, tmp_path: Path) -> None:
    path = write_list(tmp_path / "坏.csv", replaced(LIST, 1, "分值", "三十分"))
    ran = line("import-targets", path, "--yes")
    assert ran.code == 1
    assert "第 3 行：分值“三十分”不是数字" in ran.out
    assert "有 1 行有问题，一处都没有改" in ran.out
    skipped = line("import-targets", path, "--yes", "--skip-broken")
    assert skipped.code == 1
    assert "新建 2 份表" in skipped.out


def test_a_cell_that_waits_is_told_when_it_is_left(
    line: Line, listed: Path, tmp_path: Path
) -> None:
    line("import-targets", listed, "--year", 2025, "--yes")
    path = write_list(tmp_path / "少.csv", [LIST[0], LIST[3]])
    ran = line("import-targets", path, "--year", 2025, "--yes")
    assert "[ ] 按时完成率" in ran.out
    assert "清单里没有了" in ran.out


def test_a_mapping_is_written_changed_and_used(line: Line, tmp_path: Path) -> None:
    head = [{"年度指标值": "数"}.get(label, label) for label in HEAD]
    path = write_list(tmp_path / "清单.csv", LIST, head)
    kept = tmp_path / "对应.json"
    assert line("import-targets", path, "--save-mapping", kept).code == 0
    mapping = json.loads(kept.read_text(encoding="utf-8"))
    assert mapping["columns"]["数"] == ""
    mapping["columns"]["数"] = "target"
    kept.write_text(json.dumps(mapping), encoding="utf-8")
    assert "≥200公里" not in line("import-targets", path).out
    assert line("import-targets", path, "--mapping", kept, "--yes").code == 0
    taken = line("import-targets", path, "--year", 2030, "--json").data
    assert taken["counts"]["make"] == 2


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{", "不是列的对应关系"),
        ('{"columns": {"分值": "积分"}}', "不是列的对应关系"),
        ('{"schema": "x"}', "不是列的对应关系"),
        ('{"money_unit": "角"}', "不是列的对应关系"),
        (None, "不能读取对应关系文件"),
    ],
)
def test_a_mapping_that_is_none_is_refused(
    line: Line, listed: Path, tmp_path: Path, text: str | None, code: str
) -> None:
    path = tmp_path / "对应.json"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    ran = line("import-targets", listed, "--mapping", path)
    assert (ran.code, ran.out) == (2, "")
    assert code in ran.error


def test_the_money_unit_is_asked_for_where_no_head_names_it(line: Line, tmp_path: Path) -> None:
    head = [label.removesuffix("（万元）") for label in HEAD]
    path = write_list(tmp_path / "清单.csv", LIST, head)
    ran = line("import-targets", path)
    assert (ran.code, "元还是万元" in ran.error) == (2, True)
    assert line("import-targets", path, "--unit", "元").code == 0


def test_all_projects_are_carried_over(line: Line, listed: Path) -> None:
    line("import-targets", listed, "--year", 2024, "--yes")
    shown = line("carry-all", "--from-year", 2024, "--json").data
    assert [p["carried"] for p in shown["projects"]] == [True, True]
    ended = shown["projects"][0]["record"]
    done = line("carry-all", "--from-year", 2024, "--ended", ended, "--new", "新项目", "--yes")
    assert "已为 2025 年度新建 2 份表" in done.out
    assert line("carry-all", "--from-year", 2024, "--ended", "没有").code == 2
    again = line("carry-all", "--from-year", 2024, "--json").data
    assert sorted(p["found"] for p in again["projects"]) == ["goes_on", "there"]
