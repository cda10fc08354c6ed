"""The findings of many records by kind, and as a list to print."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeAlias

from app.desk.check_all import Item, Unread
from app.desk.stages import STATE_WORDS
from app.desk.texts import fault_sentence, sentence
from app.model.results import EXPLAINED, Finding, group_of
from app.rules.messages import Catalogue
from app.sheet.listing import ListColumn, Listing, ListRow

Texts: TypeAlias = Catalogue
"""The sentences of findings, for those who do not know the rules."""

GROUPS = ("error", "warning", "info", EXPLAINED)


class Kind(NamedTuple):
    """All findings of one code in one group, with the name of what is checked."""

    group: str
    code: str
    name: str
    items: tuple[Item, ...]

    @property
    def records(self) -> int:
        """In how many records it occurs."""
        return len({item.record.id for item in self.items})


def kinds_of(items: Iterable[Item], texts: Texts) -> list[Kind]:
    """The findings by kind: 必改 first, in each group the most frequent first."""
    held: dict[tuple[str, str], list[Item]] = {}
    for item in items:
        held.setdefault((group_of(item.finding), item.finding.code), []).append(item)
    kinds = [
        Kind(group, code, _name(found[0].finding, texts), tuple(found))
        for (group, code), found in held.items()
    ]
    return sorted(kinds, key=lambda k: (GROUPS.index(k.group), -len(k.items), k.code))


def _name(finding: Finding, texts: Texts) -> str:
    """What a check is called; a finding of a form's own, or of finance, speaks for itself."""
    known = texts.check_text(finding.code, "name")
    return texts.finding_title(finding) if known == finding.code else known


def group_word(group: str, language: str) -> str:
    """必改, 需核实, 提示 or 已说明."""
    words = {
        "error": sentence("SEVERITY_ERROR", language),
        "warning": sentence("SEVERITY_WARNING", language),
        "info": sentence("SEVERITY_INFO", language),
    }
    return words.get(group) or sentence("CHECKALL_SET_ASIDE", language)


def state_word(state: str, language: str) -> str:
    """What a state is called; one that nobody knows stands for itself."""
    code = STATE_WORDS.get(state)
    return sentence(code, language) if code else state


def title_of(title: str, language: str) -> str:
    """What a record is called in a list, also where its project has no name yet."""
    return title or sentence("CHECKALL_UNNAMED", language)


def what_of(item: Item, texts: Texts, language: str) -> str:
    """What is wrong and what to do, with the reason where it was explained."""
    finding = item.finding
    text = f"{texts.finding_title(finding)}：{texts.finding_text(finding)}"
    if finding.explained:
        text += sentence("CHECKALL_EXPLAINED", language, reason=finding.explained)
    return text


def summary(items: Sequence[Item], records: int, language: str) -> str:
    """One line: how many records were checked, and how much of each group was found."""
    counts = dict.fromkeys(GROUPS, 0)
    for item in items:
        counts[group_of(item.finding)] += 1
    return sentence(
        "CHECKALL_SUM",
        language,
        records=str(records),
        errors=str(counts["error"]),
        warnings=str(counts["warning"]),
        notes=str(counts["info"]),
        explained=str(counts[EXPLAINED]),
    )


def unread_lines(unread: Iterable[Unread], language: str) -> list[str]:
    """A sentence for each record that could not be checked."""
    return [
        sentence(
            "CHECKALL_UNREAD",
            language,
            title=title_of(entry.record.title, language),
            reason=fault_sentence(entry.fault, language),
        )
        for entry in unread
    ]


def findings_listing(
    items: Sequence[Item], texts: Texts, language: str, *, review: bool, note: str
) -> Listing:
    """The findings on paper, grouped by kind; `note` stands under the title."""
    heads = (
        ("CHECKALL_PROJECT", 3.0),
        ("CHECKALL_SECTION", 1.4),
        ("CHECKALL_STATE", 1.1),
        ("CHECKALL_CELL", 2.8),
        ("CHECKALL_WHAT", 6.2),
    )
    rows: list[ListRow] = []
    for kind in kinds_of(items, texts):
        rows.append(ListRow((_head(kind, language),), "head"))
        rows += [ListRow(_cells(item, texts, language)) for item in kind.items]
    return Listing(
        sentence("CHECKALL_REVIEW_TITLE" if review else "CHECKALL_TITLE", language),
        tuple(ListColumn(sentence(code, language), share) for code, share in heads),
        tuple(rows),
        subtitle=note,
        landscape=True,
        body_size=9.0,
    )


def _head(kind: Kind, language: str) -> str:
    return sentence(
        "CHECKALL_KIND",
        language,
        severity=group_word(kind.group, language),
        title=kind.name,
        check=kind.code,
        count=str(len(kind.items)),
        records=str(kind.records),
    )


def _cells(item: Item, texts: Texts, language: str) -> tuple[str, ...]:
    record = item.record
    return (
        title_of(record.title, language),
        record.section,
        state_word(record.state, language),
        item.cell,
        what_of(item, texts, language),
    )
