"""Write docs/checks.md and docs/form.schema.json anew from what the program knows.

Run `python3 dev.py docs` after a change to a check, to its words in `i18n/checks.*.toml`, or to
the form definition.
"""

from collections.abc import Iterable
from pathlib import Path

from app.desk.explain import Explanation, explanations, when
from app.desk.texts import catalogue, sentence
from docs.form_schema import FILE, schema_text

PAGE = Path(__file__).resolve().parent / "checks.md"

HEADS = {
    "zh": (
        "# 检查项目 / Checks",
        "程序查什么、什么时候查、按什么规则查，全在这里。**必改**是算术和缺项，**需核实**请看一眼，**提示**可以不理；"
        "表中写的是这项检查最重的程度，只差尾数的一律只是提示。只在预审的，打字和检查时不出声，"
        "由“预审”命令像审核的人那样来查。有界限的，表样可以另定；"
        "表样也可以关掉一项检查，或用公式加上自己的检查（见[表样定义](forms.md)）。\n\n"
        "命令行：`ziping check --explain` 列出全部代码，`ziping check --explain M4` 说明其中一项。",
    ),
    "en": (
        "# In English",
        "What is checked, when, and by which rule. **Error** is arithmetic and completeness, "
        "**Verify** asks for a look, **Note** may be ignored; the table names the gravest degree, "
        "and a difference that rounding explains is never more than a note. A check that speaks "
        "only when reviewing beforehand keeps quiet while somebody types. A form may set "
        "thresholds, switch checks off and add formulas of its own, see "
        "[the form definition](forms.md).\n\n"
        "On the command line `ziping check --explain` lists all codes, and "
        "`ziping check --explain M4` explains one.",
    ),
}
COLUMNS = {
    "zh": ("代码", "轻重", "何时", "查什么", "规则", "怎么办", "依据"),
    "en": ("Code", "Severity", "When", "What", "Rule", "What to do", "Source"),
}


def checks_page() -> str:
    """The page, Chinese first."""
    note = "<!-- Made by `python3 dev.py docs`; edit i18n/checks.*.toml instead. -->"
    return "\n\n".join([note, *(part for lang in HEADS for part in chapter(lang))]) + "\n"


def chapter(language: str) -> list[str]:
    """The checks in one language, by subject in the order of the registry."""
    texts = catalogue(language)
    subjects: dict[str, list[Explanation]] = {}
    for found in explanations(texts).values():
        subjects.setdefault(found.code.rstrip("0123456789"), []).append(found)
    parts = [*HEADS[language]]
    for letters, checks in subjects.items():
        parts.append(f"## {texts.text('subjects', letters, 'name', {})}")
        heads, rule = COLUMNS[language], ["---"] * len(COLUMNS[language])
        ordered = sorted(checks, key=lambda found: int(found.code.removeprefix(letters)))
        lines = [line(heads), line(rule), *(line(row(c, language)) for c in ordered)]
        parts.append("\n".join(lines))
    return parts


def row(found: Explanation, language: str) -> list[str]:
    """The cells of one check."""
    return [
        found.code,
        sentence(f"SEVERITY_{found.severity.upper()}", language),
        sentence(when(found), language),
        f"**{found.name}** {found.what}",
        found.rule,
        found.remedy,
        found.source,
    ]


def line(cells: Iterable[str]) -> str:
    """One line of a table."""
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


if __name__ == "__main__":
    for page, text in ((PAGE, checks_page()), (FILE, schema_text())):
        page.write_text(text, encoding="utf-8")
        print(page.name)
