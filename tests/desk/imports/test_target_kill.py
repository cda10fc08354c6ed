"""An import that is killed at any moment leaves all of it or nothing."""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from app.desk.imports.target_commands import TargetOrder, import_targets
from app.desk.workspace import Workspace
from tests.desk.imports.target_lists import BATCHES, ON_TIME, write_list

ROOT = Path(__file__).resolve().parents[3]
PROJECTS = 60
ROUNDS = 12

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name == "nt", reason="SIGKILL is a matter of POSIX"),
]


def run_and_kill(folder: Path, path: Path, after: float | None) -> str:
    """Start an import, kill it so many seconds after it began, or once it is done; what it said."""
    command = [sys.executable, str(Path(__file__).with_name("kill_child.py"))]
    with subprocess.Popen(
        [*command, str(folder), str(path)],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "begun\n"
        said = child.stdout.readline() if after is None else ""
        time.sleep(after or 0)
        child.kill()
        rest, _ = child.communicate()
    return said + rest


def moments() -> list[float | None]:
    """When to kill: at once, at moments in between, and once it is done, however slow it is."""
    between = [random.Random(number).uniform(0.0, 0.6) for number in range(ROUNDS - 2)]
    return [0.0, *between, None]


def test_a_killed_import_leaves_all_or_nothing(tmp_path: Path) -> None:
    rows = [
        (f"03{number:04}", f"项目{number}", "云溪县公路所", "87.65", *line)
        for number in range(PROJECTS)
        for line in (BATCHES, ON_TIME)
    ]
    path = write_list(tmp_path / "指标 清单.csv", rows)
    kept: list[int] = []
    for number, moment in enumerate(moments()):
        folder = tmp_path / f"资料{number}"
        folder.mkdir()
        said = run_and_kill(folder, path, moment)
        space = Workspace(folder)
        kept.append(len(space.all_headers()))
        assert space.store.check() == []
        assert space.store.log_gaps() == []
        space.close()
        assert kept[-1] in (0, PROJECTS)
        assert kept[-1] == PROJECTS or "done" not in said
        again = import_targets(folder, TargetOrder(path, year=2025, yes=True), "zh")
        assert len(again.data["created"]) == PROJECTS - kept[-1]
    assert set(kept) == {0, PROJECTS}, kept
