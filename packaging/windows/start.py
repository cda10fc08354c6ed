"""Runs the program inside the Python that lies beside it."""

import sys
import tempfile
import traceback
from pathlib import Path

TITLE = "绩效自评"
ERROR_ICON = 0x10


def main() -> int:
    """Run the command line or open the window; a program that cannot start says why."""
    sys.frozen = True  # type: ignore[attr-defined]  # as every tool that packs a program says
    sys.argv[0] = sys.executable
    try:
        from app.cli import main as run
    except Exception:
        return tell(traceback.format_exc(), Path(tempfile.gettempdir()))
    return run()


def tell(report: str, folder: Path) -> int:
    """Say that the program does not start, on the console or in a box; returns the exit code."""
    reason = report.strip().rpartition("\n")[2]
    if sys.stderr is not None:
        sys.stderr.write(report)
        return 1
    path = folder / "ziping-start-error.txt"
    path.write_text(report, "utf-8-sig")
    show(
        f"程序文件不完整，没有启动（{reason}）。\n\n请重新安装；若杀毒软件隔离过文件，请先恢复。\n"
        f"详情已写入 {path}"
    )
    return 1


def show(text: str) -> None:
    """Show a box with an error, by Windows itself: Qt may be what is missing."""
    import ctypes

    ctypes.windll.user32.MessageBoxW(None, text, TITLE, ERROR_ICON)  # type: ignore[attr-defined]


if __name__ == "__main__":
    sys.exit(main())
