"""Reading what somebody hands over: a record, or one clear reason why not."""

import json
from pathlib import Path

import pytest

from app.desk import files
from app.desk.exports import export
from app.desk.files import read_record_file
from app.desk.texts import fault_sentence
from app.model.codec import write_record
from app.model.faults import FaultError
from tests.second import FOLDER, FORM_IDS, form_of, offer_only, sample_of

NATIONAL = FORM_IDS[0]


def fault(path: Path) -> str:
    """The code of what is wrong with a file; its sentence is whole and names the file."""
    with pytest.raises(FaultError) as caught:
        read_record_file(path)
    for language in ("zh", "en"):
        line = fault_sentence(caught.value, language)
        assert "{" not in line
        assert "\n" not in line
        assert line != caught.value.code
    return caught.value.code


def written(folder: Path, content: bytes, name: str = "记录 一.json") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("form_id", FORM_IDS)
def test_a_record_comes_back_from_its_file(
    form_id: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if form_id != NATIONAL:
        offer_only(FOLDER, monkeypatch)
    path = written(tmp_path, write_record(sample_of(form_id)).encode())
    record, form = read_record_file(path)
    assert (record, form.definition.id) == (sample_of(form_id), form_id)


@pytest.mark.parametrize("form_id", FORM_IDS)
def test_a_record_comes_back_from_its_workbook(
    form_id: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if form_id != NATIONAL:
        offer_only(FOLDER, monkeypatch)
    path = tmp_path / "表 格.xlsx"
    export(sample_of(form_id), form_of(form_id), xlsx=path)
    assert read_record_file(path)[0] == sample_of(form_id)


SAMPLE = write_record(sample_of(NATIONAL))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (SAMPLE.encode()[:700], "RECORD_001"),
        (b"", "RECORD_001"),
        (SAMPLE.encode("gb18030"), "RECORD_002"),
        (b'{"schema": "something/1"}', "RECORD_003"),
        (b"[1, 2]", "RECORD_003"),
        (SAMPLE.replace("ziping.record/1", "ziping.record/2").encode(), "RECORD_004"),
        (SAMPLE.replace(f'"{NATIONAL}"', '"mof2035"').encode(), "DEFINITION_010"),
        (b"PK\x03\x04 half a workbook", "IMPORT_003"),
    ],
)
def test_a_file_that_is_no_record_is_refused(content: bytes, code: str, tmp_path: Path) -> None:
    assert fault(written(tmp_path, content)) == code


def test_a_workbook_under_another_name_is_read_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "表格.xlsx"
    export(sample_of(NATIONAL), form_of(NATIONAL), xlsx=path)
    assert read_record_file(path.rename(tmp_path / "表格.dat"))[0] == sample_of(NATIONAL)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "IMPORT_001"),
        (b"no zip", "IMPORT_001"),
        (b"PK\x03\x04 half a workbook", "IMPORT_003"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "IMPORT_001"),
    ],
)
@pytest.mark.parametrize("ending", files.WORKBOOKS)
def test_a_workbook_without_a_record_is_refused(
    content: bytes, code: str, ending: str, tmp_path: Path
) -> None:
    assert fault(written(tmp_path, content, f"表{ending}")) == code


@pytest.mark.parametrize(
    ("name", "code"), [("没有.json", "FILE_001"), ("没有/更没有.json", "FILE_001")]
)
def test_a_missing_file_is_named(name: str, code: str, tmp_path: Path) -> None:
    assert fault(tmp_path / name) == code


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert fault(tmp_path) == "FILE_002"


def test_a_name_that_is_too_long_is_no_file(tmp_path: Path) -> None:
    assert fault(tmp_path / ("长" * 200 + ".json")) == "FILE_002"


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    path = written(tmp_path, b"")
    with path.open("r+b") as file:
        file.truncate(files.LARGEST + 1)
    assert fault(path) == "FILE_003"


def test_a_file_without_permission_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path, b"{}")

    def refuse(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert fault(path) == "FILE_002"


def test_a_record_of_an_older_version_keeps_what_the_form_lost(tmp_path: Path) -> None:
    tree = json.loads(SAMPLE)
    tree |= {"form_version": 0, "old_section": {"a": "b"}, "strange": [1, {"x": None}]}
    record, _ = read_record_file(written(tmp_path, json.dumps(tree).encode()))
    assert record.sections["old_section"] == {"a": "b"}
    assert record.extra["strange"] == [1, {"x": None}]
