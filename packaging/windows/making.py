"""The whole way from the lock file and an embeddable Python to a setup and a portable zip."""

import argparse
import hashlib
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from app.version import VERSION
from common.budget import PACKED, excess, size_of
from common.contents import ROOT
from common.stop import StopError
from windows import portable, wheels
from windows.described import describe
from windows.embedded import Python, open_archive
from windows.icon import welcome_picture, windows_icon
from windows.launcher import compile_launchers
from windows.setup import Look, write_setup
from windows.tree import faults, finish, put_together

DRAWING = ROOT / "resources" / "icons" / "ziping.svg"


def build(python: Python, target: Path, lock: Path, source: str, work: Path) -> list[Path]:
    """Make setup and portable zip in `target`; returns both.

    Raises:
        StopError: a part is missing, or what came out would not run.
    """
    libraries, tree = work / "wheels", work / f"Ziping-{VERSION}"
    for folder in (libraries, target):
        folder.mkdir(parents=True, exist_ok=True)
    print("正在取得 Windows 版的库…", flush=True)
    lines = wheels.windows_lock(lock, python.version)
    wheels.fetch(lines, python.version, libraries, source)
    print("正在组装…", flush=True)
    put_together(python, libraries, tree)
    look = Look(work / "ziping.ico", work / "welcome.bmp")
    look.icon.write_bytes(windows_icon(DRAWING))
    look.picture.write_bytes(welcome_picture(DRAWING))
    compile_launchers(python.library, VERSION, work, tree)
    found = describe(tree, python)
    finish(python, tree)
    found += faults(tree)
    if found:
        raise StopError("不能发布：\n" + "\n".join(found))
    print(f"共 {size_of(tree) / 1e6:.1f} MB。正在做安装程序…", flush=True)
    setup = target / f"ziping-{VERSION}-windows-x64-setup.exe"
    write_setup(python, VERSION, tree, look, setup)
    found = excess(setup, PACKED)
    if found:
        raise StopError("不能发布：\n" + "\n".join(found))
    print("正在做便携版…", flush=True)
    archive = target / f"ziping-{VERSION}-windows-x64-portable.zip"
    portable.add_portable_files(tree, VERSION)
    portable.write_archive(tree, archive)
    return [setup, archive]


def main(arguments: Sequence[str]) -> int:
    """Build, and say what came out with size and checksum."""
    parser = argparse.ArgumentParser(prog="dev.py build --windows")
    parser.add_argument("--python-zip", type=Path, required=True, metavar="FILE")
    parser.add_argument("--python-sha256", default="", metavar="HEX")
    parser.add_argument("--wheels", default="", metavar="DIR", help="不联网，从这个文件夹取库")
    parser.add_argument("--lock", type=Path, default=ROOT / "requirements.lock", metavar="FILE")
    parser.add_argument("-o", "--output", type=Path, default=ROOT / "dist", metavar="DIR")
    options = parser.parse_args(arguments)
    work = Path(tempfile.mkdtemp(prefix="ziping-windows-"))
    try:
        python = open_archive(options.python_zip, options.python_sha256)
        output = options.output.resolve()
        made = build(python, output, options.lock, options.wheels, work)
    except StopError as reason:
        print(reason, file=sys.stderr)
        return 2
    finally:
        shutil.rmtree(work, ignore_errors=True)
    for path in made:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        print(f"{path}  {path.stat().st_size:,} 字节\n  SHA-256 {digest}")
    return 0
