"""Plain text in the encodings of Chinese offices."""

from pathlib import Path

import pytest

from app.desk.text_files import read_text_file
from app.model.faults import FaultError

TEXT = "关于“道路养护”项目：完成值１２公里，请核实。𬭸"
ROOM = 4096


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_a_text_is_read_in_whatever_it_was_written(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "退回 意见.txt"
    path.write_bytes(TEXT.encode(encoding))
    assert read_text_file(path, ROOM) == TEXT


@pytest.mark.parametrize(
    ("data", "code"),
    [(None, "FILE_001"), (b"x" * (ROOM + 1), "FILE_003"), (b"\0\1\2\xff", "REPORT_005")],
)
def test_what_is_no_text_is_refused_in_words(tmp_path: Path, data: bytes | None, code: str) -> None:
    path = tmp_path / "意见.txt"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(FaultError) as refused:
        read_text_file(path, ROOM)
    assert refused.value.code == code
