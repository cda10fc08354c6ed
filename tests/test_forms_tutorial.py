"""docs/forms-tutorial.md: every command and every piece of TOML in it does what it says."""

import json
import re
import shlex
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
import pytest
from openpyxl.styles import Border, Side

from app.cli import main

PAGE = (Path(__file__).resolve().parent.parent / "docs" / "forms-tutorial.md").read_text("utf-8")
BLOCK = re.compile(r"^```(console|toml|text)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
REPLACES = re.compile(r'^# 代替 id = "(\w+)" 的那一块\n')
FORM = Path("资料/forms/yunxi2024-gongyi/form.toml")
NEXT = Path("资料/forms/yunxi2025-gongyi/form.toml")
FILLED: dict[str, Any] = {
    "fields": {
        "project_name": "柳湾村道路硬化",
        "建设地点": "柳湾村",
        "department": "云溪县农业农村局",
        "unit": "石桥镇柳湾村",
    },
    "合计": {"initial": "20", "annual": "25", "executed": "24"},
    "其中财政奖补": {"annual": "15", "executed": "15"},
    "村民筹资筹劳": {"annual": "10", "executed": "9"},
}


class Block(NamedTuple):
    """A piece of the page set as code."""

    kind: str
    text: str


BLOCKS = [Block(kind, text) for kind, text in BLOCK.findall(PAGE)]


def make_blank(path: Path) -> None:
    """The workbook that the table of the page shows."""
    lines = PAGE.partition("|---|---|---|---|---|---|---|---|\n")[2].partition("\n\n")[0]
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    line = Side(style="thin")
    rows = [[cell.strip() for cell in row.split("|")[1:-1]] for row in lines.splitlines()]
    for r, row in enumerate(rows, start=1):
        for c, text in enumerate(row, start=1):
            target = sheet.cell(r, c)
            if text not in ("←", "↑"):
                target.value = int(text) if text.isdecimal() else text or None
            if 4 <= r < len(rows):
                target.border = Border(left=line, right=line, top=line, bottom=line)
    for r, row in enumerate(rows, start=1):
        starts = [c for c, text in enumerate(row, start=1) if text != "←"]
        for c, after in zip(starts, [*starts[1:], len(row) + 1], strict=True):
            below = r
            while below < len(rows) and rows[below][c - 1] == "↑":
                below += 1
            if (after - c > 1 or below > r) and row[c - 1] != "↑":
                sheet.merge_cells(start_row=r, start_column=c, end_row=below, end_column=after - 1)
    workbook.save(path)


def put_in(form: str, piece: str) -> str:
    """A definition with a piece of the page in its place."""
    replaced = REPLACES.match(piece)
    if replaced is not None:
        sections = form.split("[[parts.sections]]\n")
        at = next(n for n, text in enumerate(sections) if f'id = "{replaced[1]}"\n' in text)
        tail = re.search(r"\n+(# [^\n]*\n)*$", sections[at])
        body = piece.partition("[[parts.sections]]\n")[2]
        sections[at] = body + (tail[0] if tail else "")
        return "[[parts.sections]]\n".join(sections)
    head = piece.partition("\n")[0]
    if not head.startswith("["):
        key = head.partition(" = ")[0]
        made, count = re.subn(rf"^{key} = .*$", head, form, flags=re.MULTILINE)
        assert count == 1
        return made
    if f"\n{head}\n" in form:
        return re.sub(rf"^{re.escape(head)}\n.*?(?=^\[)", piece + "\n", form, flags=re.M | re.S)
    return form.replace("[[parts]]\n", f"{piece}\n[[parts]]\n", 1)


def fill(path: Path) -> None:
    """Fill the new record in as somebody does in the window."""
    record = json.loads(path.read_text(encoding="utf-8"))
    record["fields"].update(FILLED["fields"])
    for name in ("合计", "其中财政奖补", "村民筹资筹劳"):
        record["funds"][name].update(FILLED[name])
    for row, weight in zip(record["indicators"], ("20", "20", "30", "10"), strict=True):
        row |= {"tier3": "完成情况", "target": "≥100%", "actual": "100%", "weight": weight}
    path.write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    make_blank(tmp_path / "blank.xlsx")
    return tmp_path


def test_whoever_follows_the_page_gets_a_form_that_works(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = ""
    for block in BLOCKS:
        if block.kind == "toml" and block.text.startswith("schema"):
            NEXT.parent.mkdir()
            NEXT.write_text(block.text, encoding="utf-8")
        elif block.kind == "toml":
            text = put_in(FORM.read_text(encoding="utf-8"), block.text)
            FORM.write_text(text, encoding="utf-8")
        elif block.kind == "text":
            assert [line for line in block.text.splitlines() if line not in said] == []
        else:
            text = "" if not FORM.exists() else FORM.read_text(encoding="utf-8")
            if text:  # every place was looked at
                FORM.write_text(re.sub(r"^# 请核对.*\n", "", text, flags=re.M), encoding="utf-8")
            for command in block.text.splitlines():
                code = main(shlex.split(command)[1:])
                said = capsys.readouterr().out
                assert code == 0, said
                if " new yunxi2024-gongyi -o" in command:
                    fill(Path("sample.json"))
                    (FORM.parent / "sample.json").write_bytes(Path("sample.json").read_bytes())
                if " score " in command:
                    assert said.startswith("总分 99.2　等级 优")
    assert Path("样.pdf").exists()
    assert "yunxi2025-gongyi：可以用。" in said
    assert "yunxi2024-gongyi：可以用。\n《" in said  # no warning is left


def test_the_formula_of_the_page_speaks(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(shlex.split(BLOCKS[0].text)[1:])
    for block in BLOCKS:
        if block.kind == "toml" and not block.text.startswith("schema"):
            text = put_in(FORM.read_text(encoding="utf-8"), block.text)
            FORM.write_text(text, encoding="utf-8")
    main(["--data", "资料", "new", "yunxi2024-gongyi", "-o", "sample.json"])
    fill(Path("sample.json"))
    wrong = (
        Path("sample.json").read_text(encoding="utf-8").replace('"annual": "25"', '"annual": "24"')
    )
    Path("sample.json").write_text(wrong, encoding="utf-8")
    capsys.readouterr()
    assert main(["--data", "资料", "check", "sample.json"]) == 1
    assert "合计应等于财政奖补加村民筹资筹劳" in capsys.readouterr().out
