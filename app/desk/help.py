"""The in-program help: the user's guide that is also in docs/."""

from app.locate import data_dir


def help_text(language: str) -> str:
    """The guide as Markdown in a language, Chinese where there is no other."""
    folder = data_dir("i18n")
    wanted = folder / f"help.{language}.md"
    path = wanted if wanted.is_file() else folder / "help.zh.md"
    return path.read_text(encoding="utf-8")
