"""The command line: every command, its exit code, its JSON, and one line for every fault."""

import errno
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from app.cli import main
from app.desk.forms import gallery
from app.model.codec import read_record, write_record
from app.version import VERSION
from tests.reports import SELF
from tests.rules.records import with_text
from tests.second import FOLDER, FORM_IDS, offer_only, sample_of
from tests.seeds import complete_001, seed_001

NATIONAL, SECOND = FORM_IDS
COMMANDS = ("forms", "policies", "new", "score", "check", "review", "export", "draft", "demo")


class Ran(NamedTuple):
    """What a command gave back."""

    code: int
    out: str
    error: str

    @property
    def data(self) -> Any:
        return json.loads(self.out)


class Line:
    """The command line in one test."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *arguments: object) -> Ran:
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as stop:
            code = int(stop.code or 0)
        out, error = self._capsys.readouterr()
        return Ran(code, out, error)

    def refused(self, *arguments: object) -> str:
        """The one line on standard error of a command that exits with 2."""
        ran = self(*arguments)
        assert (ran.code, ran.out) == (2, "")
        assert ran.error.count("\n") == 1
        assert ran.error.endswith("。\n")
        assert "{" not in ran.error
        return ran.error


@pytest.fixture
def line(capsys: pytest.CaptureFixture[str]) -> Line:
    return Line(capsys)


@pytest.fixture
def seed(tmp_path: Path) -> Path:
    """Seed 001 as a file."""
    path = tmp_path / "自评 表.json"
    path.write_text(write_record(seed_001()), encoding="utf-8")
    return path


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    """A completely filled record as a file."""
    path = tmp_path / "全.json"
    path.write_text(write_record(complete_001()), encoding="utf-8")
    return path


# --- what the commands do


def test_forms_lists_the_forms_at_hand(line: Line) -> None:
    assert line("forms").out.startswith(f"{NATIONAL}  项目支出绩效自评表")
    (form, *_) = line("forms", "--json").data["forms"]
    assert form == {
        "id": NATIONAL,
        "version": 1,
        "title": "项目支出绩效自评表",
        "basis": "财预〔2020〕10号 附件1",
    }


def test_new_makes_an_empty_record(line: Line, tmp_path: Path) -> None:
    path = tmp_path / "r.json"
    ran = line("new", NATIONAL, "-o", path, "--year", 2024)
    assert (ran.code, ran.error) == (0, "")
    assert ran.out == f"已新建：{path}（项目支出绩效自评表）\n"
    record = read_record(path.read_bytes())
    assert (record.year, len(record.rows("indicators"))) == (2024, 9)


def test_new_tells_the_record_as_json(line: Line, tmp_path: Path) -> None:
    path = tmp_path / "r.json"
    data = line("new", NATIONAL, "-o", path, "--json").data
    assert (data["file"], data["record"]) == (str(path), json.loads(path.read_bytes()))


def test_score_of_seed_001(line: Line, seed: Path) -> None:
    ran = line("score", seed)
    assert ran.code == 1
    assert ran.out == "总分 99.87　等级 优　执行率 98.73%，得 9.87 分　必改 2 处\n"
    data = line("score", seed, "--json").data
    assert (data["schema"], data["total"], data["grade"]) == ("ziping.score/1", "99.87", "优")
    assert (data["execution"]["rate"], data["execution"]["points"]) == ("98.73%", "9.87")
    assert [row["points"] for row in data["indicators"]] == ["25", "25", "15", "15", "10"]


def test_score_of_a_row_not_yet_scored(line: Line, tmp_path: Path) -> None:
    path = tmp_path / "r.json"
    record = with_text(complete_001(), "indicators/r3/actual", "")
    path.write_text(write_record(record), encoding="utf-8")
    assert line("score", path).out.startswith("小计 74.87（缺 1 项未评）")


def test_score_of_a_form_without_points(line: Line) -> None:
    sample = gallery().form("target-declaration").folder / "sample.json"
    assert line("score", sample).out == "这张表不计分　必改 0 处\n"
    data = line("score", sample, "--json").data
    assert [data[key] for key in ("total", "weight", "added", "grade")] == [None, None, None, ""]


def test_check_of_seed_001(line: Line, seed: Path) -> None:
    ran = line("check", seed)
    assert ran.code == 1
    assert [text.split(" ")[0] for text in ran.out.splitlines()].count("必改") == 2
    findings = line("check", seed, "--json").data["findings"]
    errors = [f["path"] for f in findings if f["severity"] == "error"]
    assert errors == ["fields.department", "goals.expected"]
    assert set(findings[0]) >= {"code", "severity", "place", "path", "message", "expected", "found"}


def test_check_of_a_report_alone_and_beside_its_record(
    line: Line, seed: Path, tmp_path: Path
) -> None:
    report = tmp_path / "报告.TXT"
    report.write_text(
        "支出80.00万元，甲项得分9分，乙项得分50分，总计评分为60分。\n", encoding="gb18030"
    )
    assert line("check", report).out.startswith("必改 TX2 第 1 行 分项与合计不等：60分")
    data = line("check", report, "--record", seed, "--json").data
    assert {f["place"] for f in data["findings"]} == {"text/1"}
    assert {"TX2", "C1"} <= {f["code"] for f in data["findings"]}
    line.refused("check", report, seed)
    line.refused("check", seed, "--record", seed)
    report.rename(tmp_path / "报告.docx")
    assert "不是 Word 文档" in line.refused("check", tmp_path / "报告.docx")


def test_check_explains_a_code(line: Line) -> None:
    ran = line("check", "--explain", "M4")
    assert (ran.code, ran.error) == (0, "")
    assert ran.out.startswith("M4  超预算\n轻重：必改\n")
    assert line("check", "--explain", "M4", "--json").data["schema"] == "ziping.check/1"
    assert "\nM4  必改  超预算\n" in line("check", "--explain").out
    assert line("check", "--form", NATIONAL, "--explain", "--json").data["checks"]


def test_check_explains_no_code_that_it_does_not_know(line: Line, seed: Path) -> None:
    assert "最接近的是“M4”" in line.refused("check", "--explain", "M44")
    assert "mof2020-project" in line.refused("check", "--explain", "M4", "--form", "mof2035")
    for arguments in ((), (seed, "--explain"), (seed, "--form", NATIONAL), ("--form", NATIONAL)):
        assert "--explain" in line.refused("check", *arguments)


def test_nothing_to_say_is_said(line: Line, clean: Path) -> None:
    assert line("check", clean) == Ran(0, "没有发现问题。\n", "")
    assert line("score", clean).code == 0
    assert line("check", clean, "--json").data == {"schema": "ziping.findings/1", "findings": []}


def test_review_asks_what_a_reviewer_would(line: Line, clean: Path) -> None:
    ran = line("review", clean, "--json")
    assert (ran.code, ran.data["schema"], ran.data["review"]) == (0, "ziping.findings/1", True)
    assert {"V3", "Q1", "S4"} <= {found["code"] for found in ran.data["findings"]}
    assert "疑似照抄" in line("review", clean).out
    assert line.refused("review")


def test_several_tables_of_a_project_are_compared(line: Line, clean: Path, tmp_path: Path) -> None:
    other = tmp_path / "目标申报.json"
    planned = with_text(complete_001(), "indicators/r9/target", "90%")
    other.write_text(write_record(planned), encoding="utf-8")
    ran = line("check", clean, other, "--json")
    assert [Path(found["file"]).name for found in ran.data["records"]] == [clean.name, other.name]
    asked = [found["findings"] for found in ran.data["records"]]
    assert [found["code"] for found in asked[0]] == ["C5"]
    assert "C5" in [found["code"] for found in asked[1]]
    assert str(other) in line("check", clean, other).out
    assert line("check", clean, clean).code == 0


def test_export_makes_the_files_asked_for(line: Line, clean: Path, tmp_path: Path) -> None:
    xlsx, pdf, text = (tmp_path / f"出 {ending}.{ending}" for ending in ("xlsx", "pdf", "json"))
    ran = line("export", clean, "--xlsx", xlsx, "--pdf", pdf, "--record-file", text, "--json")
    assert ran.code == 0
    assert ran.data == {
        "files": [str(xlsx), str(pdf), str(text)], "pages": 1, "missing_characters": []
    }  # fmt: skip
    assert line("score", xlsx).out == line("score", text).out == line("score", clean).out


def test_draft_fills_a_report_and_export_writes_it_as_word(line: Line, tmp_path: Path) -> None:
    source, target, word = (tmp_path / name for name in ("r.json", "r2.json", "r.docx"))
    assert line("new", SELF, "-o", source, "--year", "2024").code == 0
    made = line("draft", "--json", source, "-o", target)
    assert (made.code, made.data["chapters"]) == (0, 9)
    assert read_record(target.read_bytes(), "").fields("report")["grading"]
    assert line("export", target, "--docx", word).code in (0, 1)
    assert word.read_bytes().startswith(b"PK")
    again = line("draft", source, "-o", target)
    assert (again.code, again.error.count("\n")) == (2, 1)
    assert line("export", source, "--docx", source).code == 2


def test_draft_needs_a_report(line: Line, seed: Path, tmp_path: Path) -> None:
    refused = line("draft", seed, "-o", tmp_path / "r2.json")
    assert (refused.code, "没有报告正文" in refused.error) == (2, True)
    assert not (tmp_path / "r2.json").exists()


def test_export_names_characters_that_no_face_has(line: Line, tmp_path: Path) -> None:
    path = tmp_path / "r.json"
    record = with_text(complete_001(), "fields/unit", "云溪\U000e0041县")
    path.write_text(write_record(record), encoding="utf-8")
    ran = line("export", path, "--pdf", tmp_path / "a.pdf")
    assert "U+E0041" in ran.out


def test_demo_does_the_main_job(line: Line, tmp_path: Path) -> None:
    folder = tmp_path / "示 例" / "深"
    ran = line("demo", "-o", folder, "--json")
    assert ran.code == 0
    made = sorted(path.suffix for path in folder.iterdir())
    assert made == [".json", ".json", ".json", ".pdf", ".xlsx"]
    assert len(list(folder.glob("2019_*.ziping.json"))) == 1
    assert all(Path(name).is_file() for name in ran.data["files"])
    assert ran.data["score"]["total"] == "99.87"
    again = line("demo", "-o", folder)
    assert (again.code, len(list(folder.iterdir()))) == (0, 5)


def test_everything_runs_on_another_form(
    line: Line, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offer_only(FOLDER, monkeypatch)
    path, filled = tmp_path / "r.json", tmp_path / "s.json"
    filled.write_text(write_record(sample_of(SECOND)), encoding="utf-8")
    assert line("forms").out == "second  村级公益事业项目自查表  测试用表\n"
    assert line("new", SECOND, "-o", path).code == 0
    assert line("score", filled).out.startswith("总分 96.9　等级 甲　执行率 95%，得 11.4 分")
    assert line("check", filled).code == 0
    assert (
        line("export", filled, "--xlsx", tmp_path / "a.xlsx", "--pdf", tmp_path / "a.pdf").code == 0
    )
    assert line("check", tmp_path / "a.xlsx").out == line("check", filled).out
    assert line("demo", "-o", tmp_path / "demo").code == 0


def test_policies_lists_the_policies_at_hand(line: Line) -> None:
    ran = line("policies")
    assert "county-caps  县级口径（按执行率限总分）  预算管理一体化操作手册（县级）" in ran.out
    policies = {policy["id"]: policy for policy in line("policies", "--json").data["policies"]}
    assert set(policies["shanghai"]) == {"id", "title", "source", "note", "policy"}
    assert len(ran.out.splitlines()) == len(policies)


def test_score_as_if_under_another_policy(line: Line, clean: Path, tmp_path: Path) -> None:
    before = clean.read_bytes()
    record = with_text(complete_001(), "funds/total/executed", "60")
    low = tmp_path / "低.json"
    low.write_text(write_record(record), encoding="utf-8")
    assert line("score", low).out.startswith("总分 96.85　等级 优")
    ran = line("score", low, "--policy", "county-caps")
    assert ran.out.splitlines()[0].startswith("总分 79　等级 中　执行率 68.45%，得 6.85 分")
    assert ran.out.splitlines()[1] == (
        "执行率 68.45% 低于 70%，总分最高 79 分：合计 96.85 分，按 79 分计"
    )
    data = line("score", low, "--policy", "county-caps", "--json").data
    assert (data["added"], data["cap"], data["total"]) == ("96.85", "79", "79")
    assert data["policy"]["profile"] == "county-caps"
    assert line("check", clean, "--policy", "national").code == 0
    assert clean.read_bytes() == before


def test_export_and_new_write_a_policy_in(line: Line, clean: Path, tmp_path: Path) -> None:
    before = clean.read_bytes()
    new, copy, sheet = tmp_path / "n.json", tmp_path / "c.json", tmp_path / "c.xlsx"
    assert line("new", NATIONAL, "-o", new, "--policy", "shanghai").code == 0
    line("export", clean, "--record-file", copy, "--xlsx", sheet, "--policy", "shanghai")
    held = [read_record(path.read_bytes()).policy for path in (new, copy)]
    assert held[0] == held[1]
    assert (held[0] or {})["title"] == "上海口径（90/75/60）"
    assert line("score", sheet, "--json").data["policy"]["profile"] == "shanghai"
    assert clean.read_bytes() == before


@pytest.mark.parametrize("command", ["new", "score", "check", "export"])
def test_an_unknown_policy_is_named_with_those_at_hand(
    command: str, line: Line, clean: Path, tmp_path: Path
) -> None:
    output = tmp_path / "a.json"
    more = {"new": ("-o", output), "export": ("--record-file", output)}.get(command, ())
    subject = NATIONAL if command == "new" else clean
    error = line.refused(command, subject, *more, "--policy", "nowhere")
    assert "nowhere" in error
    assert "county-caps" in error
    assert not output.exists()


def test_what_a_policy_names_and_the_form_lacks_is_told(
    line: Line, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offer_only(FOLDER, monkeypatch)
    path = tmp_path / "s.json"
    path.write_text(write_record(sample_of(SECOND)), encoding="utf-8")
    told = line("score", path, "--policy", "hubei").out.splitlines()[-1]
    assert told.startswith("按口径“湖北口径（20/40/40）”：表样里没有“预算执行率的分值”、“产出指标”")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("score",), "Total 99.87"),
        (("check",), "Error C3"),
        (("export",), "--pdf"),
        (("new", "mof2035", "-o"), "There is no form called"),
    ],
)
def test_the_second_language(
    arguments: tuple[str, ...], words: str, line: Line, seed: Path
) -> None:
    ran = line("--language", "en", *arguments, seed)
    assert words in ran.out + ran.error


# --- what stops them


def test_an_unknown_form_is_named_with_those_at_hand(line: Line, tmp_path: Path) -> None:
    error = line.refused("new", "mof2035", "-o", tmp_path / "r.json")
    assert "mof2035" in error
    assert NATIONAL in error
    assert list(tmp_path.iterdir()) == []


def test_new_never_overwrites(line: Line, seed: Path) -> None:
    before = seed.read_bytes()
    assert "已经存在" in line.refused("new", NATIONAL, "-o", seed)
    assert seed.read_bytes() == before


@pytest.mark.parametrize("ending", ["--xlsx", "--pdf"])
def test_export_never_overwrites_the_record(ending: str, line: Line, clean: Path) -> None:
    before = clean.read_bytes()
    line.refused("export", clean, ending, clean)
    assert clean.read_bytes() == before


TEXT = write_record(seed_001())
BAD_FILES = {
    "truncated": TEXT.encode()[:600],
    "empty": b"",
    "foreign": b'{"name": "something"}',
    "newer": TEXT.replace("record/1", "record/9").encode(),
    "another form": TEXT.replace(NATIONAL, "mof2035").encode(),
    "no text": bytes(range(256)),
    "a wrong type": TEXT.replace('"fields": {', '"fields": 3, "x": {').encode(),
    "half a workbook": b"PK\x03\x04" + bytes(300),
}


@pytest.mark.parametrize("bad", BAD_FILES)
@pytest.mark.parametrize("command", ["score", "check", "export"])
def test_a_bad_record_file_is_refused(command: str, bad: str, line: Line, tmp_path: Path) -> None:
    path = tmp_path / "坏.json"
    path.write_bytes(BAD_FILES[bad])
    output = tmp_path / "a.pdf"
    more = ("--pdf", output) if command == "export" else ()
    line.refused(command, path, *more)
    assert not output.exists()
    assert path.read_bytes() == BAD_FILES[bad]


@pytest.mark.parametrize("name", ["没有.json", "没有.xlsx", ".", "长" * 200])
def test_a_missing_file_a_folder_and_an_impossible_name_are_refused(
    name: str, line: Line, tmp_path: Path
) -> None:
    line.refused("score", tmp_path / name)


def commands(folder: Path, record: Path) -> list[tuple[object, ...]]:
    """The commands that write, with their output in a folder."""
    return [
        ("new", NATIONAL, "-o", folder / "r.json"),
        ("export", record, "--xlsx", folder / "a.xlsx"),
        ("export", record, "--pdf", folder / "a.pdf"),
        ("export", record, "--record-file", folder / "a.json"),
        ("demo", "-o", folder),
    ]


@pytest.mark.parametrize("number", range(5))
def test_a_place_where_no_folder_can_be_is_refused(number: int, line: Line, clean: Path) -> None:
    line.refused(*commands(clean / "x", clean)[number])


@pytest.mark.parametrize("fault", [errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EIO])
@pytest.mark.parametrize("number", range(5))
def test_a_place_that_takes_nothing_is_refused_and_nothing_is_left(
    number: int,
    fault: int,
    line: Line,
    clean: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(_handle: int) -> None:
        raise OSError(fault, os.strerror(fault))

    folder = tmp_path / "出"
    folder.mkdir()
    monkeypatch.setattr(os, "fsync", refuse)
    line.refused(*commands(folder, clean)[number])
    assert list(folder.iterdir()) == []


@pytest.fixture
def full_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system that is full."""
    folder = tmp_path / "满"
    folder.mkdir()
    if os.name != "posix" or os.geteuid() != 0:
        pytest.skip("only root can mount a small file system")
    mount = ["mount", "-t", "tmpfs", "-o", "size=8k", "tmpfs", str(folder)]
    if subprocess.run(mount, check=False, capture_output=True).returncode != 0:
        pytest.skip("this machine does not let root mount a file system")
    try:
        (folder / "filler").write_bytes(bytes(8192))
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.parametrize("number", range(5))
def test_a_disk_that_is_really_full_is_named(
    number: int, line: Line, clean: Path, full_disk: Path
) -> None:
    assert "磁盘已满" in line.refused(*commands(full_disk, clean)[number])
    assert [path.name for path in full_disk.iterdir()] == ["filler"]


@pytest.mark.parametrize("number", range(1, 4))
def test_a_folder_in_the_way_is_refused(
    number: int, line: Line, clean: Path, tmp_path: Path
) -> None:
    command = commands(tmp_path / "出", clean)[number]
    Path(str(command[-1])).mkdir(parents=True)
    assert "是一个文件夹" in line.refused(*command)


def test_export_without_a_target_is_refused(line: Line, clean: Path) -> None:
    assert "--xlsx" in line.refused("export", clean)


@pytest.mark.parametrize(
    "arguments",
    [
        ("frob",),
        ("score",),
        ("new", NATIONAL),
        ("new", NATIONAL, "-o", "a", "--year", "zwanzig"),
        ("forms", "--frob"),
        ("--language", "fr", "forms"),
        ("demo",),
    ],
)
def test_a_command_that_is_written_wrong_is_refused_in_one_line(
    arguments: tuple[str, ...], line: Line
) -> None:
    error = line.refused(*arguments)
    assert error.startswith("命令写得不对")
    assert "--help" in error


# --- the program as a process


def test_version_and_help(line: Line) -> None:
    assert line("--version") == Ran(0, f"ziping {VERSION}\n", "")
    shown = line("--help")
    assert shown.code == 0
    assert all(command in shown.out for command in COMMANDS)


def run(*arguments: object, **options: Any) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "app.cli", *map(str, arguments)]
    root = Path(__file__).resolve().parent.parent
    return subprocess.run(command, cwd=root, check=False, timeout=60, **options)


def test_the_module_runs_as_a_process_whatever_the_locale(seed: Path) -> None:
    environment = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii"}
    ran = run("score", seed, capture_output=True, env=environment)
    assert (ran.returncode, ran.stderr) == (1, b"")
    assert ran.stdout.decode("utf-8").startswith("总分 99.87")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_result_that_cannot_be_printed_is_told(seed: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        ran = run("forms", stdout=full, stderr=subprocess.PIPE)
    assert ran.returncode == 2
    assert ran.stderr.decode("utf-8").count("\n") == 1


@pytest.mark.skipif(os.name != "posix", reason="pipes break otherwise there")
def test_a_reader_that_went_away_is_no_fault() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    ran = run("forms", stdout=writing, stderr=subprocess.PIPE)
    os.close(writing)
    assert (ran.returncode, ran.stderr) == (0, b"")


def test_without_a_display_the_window_is_refused_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    assert main([]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "没有图形界面" in said.err
    assert said.err.count("\n") == 1


def test_the_self_test_of_one_part_says_what_it_saw(line: Line) -> None:
    assert line("selftest", "--only", "score").code == 0
    ran = line("selftest", "--only", "score", "--json")
    assert [check["name"] for check in ran.data["checks"]] == ["score"]
    assert "--only" in line.refused("selftest", "--only", "nothing")
