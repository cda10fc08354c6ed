"""ICU's data cut to the languages in use do the same for these."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QLibraryInfo

from linux import icu

SCRIPT = """
import json
from PySide6.QtCore import QCollator, QDateTime, QLocale, QTimeZone
names = ["张三", "李四", "王五", "阿毛", "Zhao", "äb", "重庆", "云溪"]
found = {}
for language in ("zh_CN", "en_US", "zh"):
    collator = QCollator(QLocale(language))
    keys = sorted(names, key=collator.sortKey)
    found[language] = keys
found["zone"] = QTimeZone(b"Asia/Shanghai").offsetFromUtc(QDateTime.currentDateTimeUtc())
found["date"] = QLocale("zh_CN").toString(QDateTime.fromSecsSinceEpoch(0).date())
print(json.dumps(found))
"""


@pytest.fixture(scope="module")
def library() -> Path:
    """The data that Qt's wheel carries."""
    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.LibrariesPath))
    found = sorted(folder.glob("libicudata.so.*"))
    if not found or shutil.which("ld") is None:
        pytest.skip("no ICU in this Qt, or no linker")
    return found[0]


def told(preloaded: Path) -> dict[str, object]:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        env={**os.environ, "LD_PRELOAD": str(preloaded)},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "cannot be preloaded" not in done.stderr
    found: dict[str, object] = json.loads(done.stdout)
    return found


@pytest.mark.slow
def test_the_cut_data_sort_and_count_time_as_the_whole_do(library: Path, tmp_path: Path) -> None:
    cut = tmp_path / library.name
    shutil.copyfile(library, cut)
    icu.shrink(cut)
    assert cut.stat().st_size < library.stat().st_size / 4
    cut_told, whole_told = told(cut), told(library)
    assert cut_told == whole_told
    zh = whole_told["zh_CN"]
    assert isinstance(zh, list)
    assert zh.index("阿毛") < zh.index("李四") < zh.index("张三")


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("coll/zh.res", True),
        ("coll/ucadata.icu", True),
        ("root.res", True),
        ("curr/pool.res", True),
        ("zoneinfo64.res", True),
        ("nfc.nrm", True),
        ("gb18030.cnv", True),
        ("ibm-949_P11A-1999.cnv", False),
        ("coll/de.res", False),
        ("zone/zh_Hant.res", False),
        ("translit/Arab_Latn.res", False),
        ("brkitr/thaidict.dict", False),
    ],
)
def test_an_item_is_kept_or_not(item: str, expected: bool) -> None:
    assert icu.wanted(item) is expected


@pytest.mark.parametrize("data", [b"\x20\x00\xda\x27" + bytes(40), b"PK\x03\x04" + bytes(40)])
def test_other_data_are_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="ICU"):
        icu.trimmed(data)
