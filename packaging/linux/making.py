"""Freezing the program for Linux, step by step."""

import argparse
import hashlib
import shutil
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from app.version import VERSION
from common import budget, environment
from common.contents import ROOT
from common.stop import StopError
from common.trimming import FROM_SYSTEM
from linux import archive, deb, elf, icu

WORK = ROOT / "build"


def freeze(output: Path, wheels: Path | None) -> Path:
    """Make the frozen folder, described and within its budget.

    Raises:
        StopError: it could not be made, or must not be handed out.
    """
    say("正在准备打包用的环境…")
    python = str(environment.make(WORK / "environment", wheels))
    say("正在打包…")
    folder = output / archive.folder_name(VERSION)
    options = ["--noconfirm", "--clean", "--log-level", "ERROR"]
    places = ["--workpath", str(WORK / "pyinstaller"), "--distpath", str(WORK / "frozen")]
    spec = str(ROOT / "build_installer.spec")
    environment.run([python, "-m", "PyInstaller", *options, *places, spec], "程序没有打成包")
    frozen = WORK / "frozen" / "ziping"
    elf.strip(frozen)
    for library in frozen.rglob("libicudata.so.*"):
        icu.shrink(library)
    describe = str(ROOT / "packaging" / "describe.py")
    environment.run([python, describe, str(frozen)], "许可没有弄清")
    archive.add_launcher(frozen)
    shutil.rmtree(folder, ignore_errors=True)
    output.mkdir(parents=True, exist_ok=True)
    shutil.move(frozen, folder)
    return folder


def faults(folder: Path, old_system: bool) -> list[str]:
    """What is wrong with a frozen folder, a sentence each."""
    found = [*budget.excess(folder, budget.UNPACKED), *elf.lacking(folder, frozenset(FROM_SYSTEM))]
    return found + (elf.too_new(folder) if old_system else [])


def build(options: argparse.Namespace) -> list[Path]:
    """Make what is wished; returns the finished things.

    Raises:
        StopError: something is missing or wrong.
    """
    folder = freeze(options.output.resolve(), options.wheels)
    judge(faults(folder, options.old_system))
    say("正在试运行…")
    environment.run([str(folder / "ziping"), "selftest"], "打成的程序不能正常运行")
    made = [folder]
    found: list[str] = []
    if options.archive:
        made.append(archive.pack(folder))
        found += budget.excess(made[-1], budget.PACKED)
    if options.deb:
        made.append(deb.pack(folder, VERSION))
        found += budget.excess(made[-1], budget.PACKED)
    judge(found)
    needed = "、".join(f"{n} {'.'.join(map(str, v))}" for n, v in elf.newest(folder).items())
    say(f"系统库最低版本：{needed}")
    return made


def judge(found: Sequence[str]) -> None:
    """Stop where something was found.

    Raises:
        StopError: something was.
    """
    if found:
        raise StopError("不能发布：\n" + "\n".join(found))


def say(text: str) -> None:
    """Print a line at once, so that it stands before what a child process prints."""
    print(text, flush=True)


def main(arguments: Sequence[str]) -> int:
    """Build, and say what came out with size and checksum."""
    parser = argparse.ArgumentParser(prog="dev.py build")
    parser.add_argument("--archive", action="store_true", help="tar.xz，解开即用")
    parser.add_argument("--deb", action="store_true", help="统信、麒麟的安装包")
    parser.add_argument("--old-system", action="store_true", help="要求 glibc 2.31 就能运行")
    parser.add_argument("--wheels", type=Path, metavar="DIR", help="不联网，从这个文件夹取库")
    parser.add_argument("-o", "--output", type=Path, default=ROOT / "dist", metavar="DIR")
    started = time.monotonic()
    try:
        made = build(parser.parse_args(arguments))
    except StopError as reason:
        print(reason, file=sys.stderr)
        return 2
    for path in made:
        say(f"{path}  {budget.size_of(path):,} 字节")
        if path.is_file():
            say(f"  SHA-256 {hashlib.sha256(path.read_bytes()).hexdigest()}")
    say(f"用时 {time.monotonic() - started:.0f} 秒。")
    return 0
