"""Looking a form over: everything wrong at once, what is doubtful, what was read."""

import json
import shutil
from pathlib import Path

import pytest

from app.cli import main
from app.desk.form_checks import FormReport, examine
from app.desk.forms import gallery
from tests.second import FOLDER, FORM_IDS

FORM = (FOLDER / "second" / "form.toml").read_text("utf-8")


def report(tmp_path: Path, text: str = FORM, name: str = "second") -> FormReport:
    folder = tmp_path / name
    if not folder.exists():
        shutil.copytree(FOLDER / "second", folder)
    (folder / "form.toml").write_text(text, encoding="utf-8")
    return examine(folder, gallery().find, gallery().shipped_ids())


def codes(faults: tuple[object, ...]) -> list[str]:
    return [getattr(fault, "code", "") for fault in faults]


@pytest.mark.parametrize("form_id", gallery().ids())
def test_every_shipped_form_is_in_order(form_id: str) -> None:
    made = examine(gallery().form(form_id).folder, gallery().find, ())
    assert made.faults == ()
    assert made.definition == gallery().form(form_id).definition


def test_all_wrong_types_are_told_at_once(tmp_path: Path) -> None:
    text = FORM.replace("version = 3", 'version = "3"').replace("basis", "basys")
    text = text.replace('role = "rate"', 'role = "rat"', 1).replace('"goals"', '"gaols"')
    made = report(tmp_path, text.replace("\ndecimals = 1", "\ndecimals = 9"))
    assert sorted((f.code, f.values["path"]) for f in made.faults) == [
        ("DEFINITION_051", "policy.decimals"),
        ("DEFINITION_054", "policy"),
        ("DEFINITION_054", "—"),
        ("DEFINITION_055", "—"),
        ("DEFINITION_056", "version"),
        ("DEFINITION_060", "parts[0].sections[1].columns[2].role"),
        ("DEFINITION_060", "parts[1].sections[0].kind"),
    ]
    assert made.definition is None


def test_all_broken_rules_are_told_at_once(tmp_path: Path) -> None:
    text = FORM.replace("columns = [12.0,", "columns = [120.0,").replace(
        'numerator = "paid"', 'numerator = "piad"'
    )
    text = text.replace('code = "F2"', 'code = "M1"').replace("body_size = 9.5", "body_size = 95.0")
    made = report(tmp_path, text)
    wanted = ["DEFINITION_006", "DEFINITION_008", "DEFINITION_021", "DEFINITION_051"]
    assert sorted(codes(made.faults)) == wanted


def test_the_nearest_name_is_offered(tmp_path: Path) -> None:
    (fault,) = report(tmp_path, FORM.replace('label = "满分"', 'lable = "满分"')).faults[:1]
    assert (fault.values["found"], fault.values["nearest"]) == ("lable", "label")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (FORM.replace('role = "project_name"', 'role = ""'), "FORMS_NO_ROLE"),
        (FORM.replace("[policy]", "[policy]\n# 请核对：等级", 1), "FORMS_DRAFT"),
        (FORM.replace("12.0, 34.0", "4.0, 4.0").replace("36.0, 36.0", "6.0, 6.0"), "FORMS_UNUSED"),
        (FORM.replace("18.0, 18.0", "18.0, 7.0"), "FORMS_NARROW"),
        (FORM.replace('id = "subsidy"', 'id = "subsidies"'), "FORMS_SAMPLE_NAMES"),
    ],
)
def test_what_is_doubtful_is_told_and_stops_nothing(text: str, code: str, tmp_path: Path) -> None:
    assert code in codes(report(tmp_path, text).warnings)


def test_tiers_that_no_row_has_and_weights_that_do_not_add_up_are_told(tmp_path: Path) -> None:
    base = FORM_IDS[0]
    text = f'schema = "ziping.form/1"\nextends = "{base}"\nid = "own"\nversion = 1\n'
    text += 'title = "表"\nbasis = "通知"\n[policy]\ntier_weights = { "产值指标" = "50" }\n'
    made = report(tmp_path, text, "own")
    assert {"FORMS_TIER", "FORMS_WEIGHTS", "FORMS_SAMPLE_OTHER"} <= {*codes(made.warnings)}


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("sample.json", None, "FORMS_NO_SAMPLE"),
        ("README.md", None, "FORMS_NO_README"),
        ("sample.json", b"{", "RECORD_001"),
    ],
)
def test_what_should_stand_beside_is_asked_for(
    name: str, data: bytes | None, code: str, tmp_path: Path
) -> None:
    report(tmp_path)
    (tmp_path / "second" / "README.md").write_text("x", encoding="utf-8")
    assert codes(report(tmp_path).warnings) == []
    (tmp_path / "second" / name).unlink()
    if data is not None:
        (tmp_path / "second" / name).write_bytes(data)
    assert codes(report(tmp_path).warnings) == [code]


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str]:
    code = main([str(argument) for argument in arguments])
    said = capsys.readouterr()
    return code, said.out + said.err


def test_the_command_checks_one_form_or_all_below_a_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report(tmp_path)
    for place in ("second", "second/form.toml", "."):
        code, said = run(capsys, "forms", "check", tmp_path / place)
        assert code == 0
        assert "second：可以用。" in said
        assert "村级公益事业项目自查表" in said
    (tmp_path / "wrong").mkdir()
    code, said = run(capsys, "forms", "check", tmp_path)
    assert code == 1
    assert "wrong：有 1 处要改" in said


def test_the_command_answers_in_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report(tmp_path, FORM.replace("version = 3", "version = true"))
    for arguments in (["forms", "check", "--json"], ["forms", "--json", "check"]):
        code, said = run(capsys, *arguments, tmp_path / "second")
        told = json.loads(said)
        assert (code, told["schema"]) == (1, "ziping.forms-check/1")
        (form,) = told["forms"]
        assert [p["path"] for p in form["problems"]] == ["version"]


def test_a_folder_without_forms_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said = run(capsys, "forms", "check", tmp_path)
    assert code == 2
    assert "没有表样" in said


def test_the_list_of_forms_names_those_out_of_order(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report(tmp_path / "forms", FORM.replace("version = 3", ""))
    code, said = run(capsys, "--data", tmp_path, "forms")
    assert code == 0
    assert "✗ second" in said
    assert FORM_IDS[0] in said
