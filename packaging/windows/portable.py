"""The portable archive: unpack it anywhere, also on a stick, and start."""

import os
import time
import zipfile
from pathlib import Path

# An ASCII name: tools that unpack archives disagree on others, and the program looks for it.
MARKER = "portable.ini"
MARKER_TEXT = """\
; 有这个文件时，数据放在程序旁边的“数据”文件夹里，换一台电脑也跟着走。
; 删去这个文件，数据就放在本机的“文档”里（程序在 U 盘上时除外）。
"""
README = "使用说明.txt"
README_TEXT = """\
绩效自评 {version}（便携版）

1. 把整个文件夹解压到 U 盘或电脑上，不要在压缩包里直接运行。
2. 双击 Ziping.exe。需要 64 位的 Windows 10（1809 版）或更新的系统；不需要安装，不需要联网。
3. 填写的内容放在本文件夹的“数据”里。备份时复制“数据”即可。
4. 换新版本：先关闭程序，把新版解压到新的文件夹，再把旧文件夹里的“数据”移过去。
   确认无误以后再删旧文件夹。
5. 拔下 U 盘以前，先关闭程序，再在系统里“安全弹出”。
6. 若提示缺少文件，多半是杀毒软件隔离了文件：恢复后加入信任，或重新解压。
"""


def add_portable_files(tree: Path, version: str) -> None:
    """Add what makes the tree a portable one."""
    for name, text in ((MARKER, MARKER_TEXT), (README, README_TEXT.format(version=version))):
        # Old editors of Windows want the mark and the line ends.
        (tree / name).write_text(text, "utf-8-sig", newline="\r\n")


def write_archive(tree: Path, target: Path) -> None:
    """Write a folder as a zip that holds it as its one top folder, in order of name."""
    moment = time.gmtime(int(os.environ.get("SOURCE_DATE_EPOCH", time.time())))[:6]
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(tree.rglob("*")):
            if path.is_file():
                name = f"{tree.name}/{path.relative_to(tree).as_posix()}"
                entry = zipfile.ZipInfo(name, moment)
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, path.read_bytes(), compresslevel=9)
