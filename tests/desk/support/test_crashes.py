"""What is told of a bug holds types and frames, and nothing that was typed."""

import faulthandler
import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.desk.support.crashes import (
    CRASH_FILE,
    LAST_CRASH,
    frames_of,
    put_crash_aside,
    where,
    without_folders,
)
from app.model.faults import FaultError

SECRET = "张三 云溪县 87.65万元"


def failing(depth: int = 0) -> None:
    """Fail with a value in every message, one error behind another."""
    if depth:
        failing(depth - 1)
    try:
        os.environ[SECRET]
    except KeyError as error:
        raise ValueError(f"unreadable: {SECRET}") from error


def caught(depth: int = 0) -> BaseException:
    try:
        failing(depth)
    except ValueError as error:
        return error
    raise AssertionError


def test_no_value_and_no_source_line_is_told() -> None:
    text = frames_of(caught())
    assert "ValueError" in text
    assert "KeyError" in text
    assert "test_crashes.py:" in text
    assert "failing" in text
    for part in (SECRET, "张三", "87.65", "unreadable", "environ[", "/"):
        assert part not in text


def test_a_fault_shows_its_type_alone() -> None:
    assert frames_of(FaultError("FILE_006", file=SECRET)) == "FaultError"


def test_a_long_recursion_is_cut_and_a_ring_of_causes_ends() -> None:
    text = frames_of(caught(500))
    assert text.count("\n") < 70
    first, second = ValueError(SECRET), TypeError(SECRET)
    first.__context__, second.__context__ = second, first
    assert frames_of(first) == "ValueError\nTypeError"


def test_what_is_hidden_on_purpose_stays_hidden() -> None:
    error = ValueError(SECRET)
    error.__context__, error.__suppress_context__ = KeyError(SECRET), True
    assert frames_of(error) == "ValueError"


@pytest.mark.parametrize(
    ("file", "told"),
    [
        ("/home/张三/ziping/app/windows/app.py", "app/windows/app.py"),
        (r"D:\张三\Ziping\runtime\app\desk\a.py", "app/desk/a.py"),
        ("app/cli.py", "app/cli.py"),
        ("/opt/x/lib/python3.11/site-packages/openpyxl/a.py", "openpyxl/a.py"),
        ("/home/张三/别的.py", "别的.py"),
        ("<frozen importlib>", "<frozen importlib>"),
    ],
)
def test_a_file_is_named_from_the_program_on(file: str, told: str) -> None:
    assert where(file) == told


def test_a_process_that_dies_is_known_at_the_next_start(tmp_path: Path) -> None:
    assert not put_crash_aside(tmp_path)
    path = tmp_path / CRASH_FILE
    path.write_bytes(b"")
    assert not put_crash_aside(tmp_path)
    script = f"import faulthandler; f = open({str(path)!r}, 'w'); faulthandler.enable(f); "
    script += "faulthandler._sigsegv()"
    subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert put_crash_aside(tmp_path)
    assert not path.exists()
    assert "Fatal" in (tmp_path / LAST_CRASH).read_text()
    assert not put_crash_aside(tmp_path)


def test_the_account_of_a_crash_names_no_folder_of_a_person(tmp_path: Path) -> None:
    with (tmp_path / "frames").open("w+") as file:
        faulthandler.dump_traceback(file)
        file.seek(0)
        told = without_folders(file.read())
    assert "test_crashes.py" in told
    assert str(Path(__file__).parent) not in told
