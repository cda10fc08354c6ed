"""The window on the screens of the people: small and large, plain and enlarged."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]


def shown(width: int, height: int, factor: str, folder: Path) -> dict[str, Any]:
    """What a window of so many dots tells of itself."""
    folder.mkdir()
    environment = dict(
        os.environ,
        QT_SCALE_FACTOR=factor,
        QT_QPA_PLATFORM="offscreen",
        PYTHONPATH=os.pathsep.join(
            part for part in (str(ROOT), os.environ.get("PYTHONPATH", "")) if part
        ),
    )
    command = [
        sys.executable,
        "-m",
        "tests.windows.size_child",
        str(width),
        str(height),
        str(folder),
    ]
    told = subprocess.run(
        command, env=environment, cwd=ROOT, capture_output=True, check=True, timeout=60
    )
    return dict(json.loads(told.stdout.decode().splitlines()[-1]))


@pytest.mark.parametrize(
    ("width", "height", "factor", "least_zoom"),
    [
        (1366, 728, "1", 0.85),
        (1920, 1040, "1", 1.0),
        (1366, 728, "1.5", 0.5),
        (1920, 1040, "1.5", 0.75),
    ],
)
def test_whole_width_of_the_paper_is_seen_and_nothing_sticks_out(
    tmp_path: Path, width: int, height: int, factor: str, least_zoom: float
) -> None:
    told = shown(width, height, factor, tmp_path / "data")
    for state in ("sample", "long"):
        figures = told[state]
        assert figures["window"] == [round(width / float(factor)), round(height / float(factor))]
        assert figures["sideways"] == 0
        assert figures["zoom"] >= least_zoom
        assert figures["outside"] == []
        # Only the smallest window enlarged has to fold some commands away.
        assert figures["more"] is (width / float(factor) < 1200)
