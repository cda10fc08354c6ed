"""Which record and which cell a remark of finance means. A person sees the answer and decides."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from app.desk.captions import row_title
from app.desk.names import PROJECT, name_of
from app.desk.related import CODE
from app.desk.returns.split import Piece
from app.desk.returns.words import INDICATOR, MONEY, Mention, Word, mentions, single_place, words_of
from app.model.definition import FormDefinition, FundsSection, IndicatorsSection, RowsSection
from app.model.money import folded
from app.model.places import Place
from app.model.record import PLACEHOLDER, FormRecord, Row
from app.model.remarks import meant_place, place_text
from app.rules.columns import one_line

CERTAIN, SUGGESTED, NONE = "certain", "suggested", "none"
"""How sure a match is: everything was named, something was guessed, no cell was found."""

_ORDER = (CERTAIN, SUGGESTED, NONE)
_ALIKE = 80.0
"""How alike (RapidFuzz, 0 to 100) a name must be to be suggested."""
_ALIKE_TITLE = 86.0
_SHORTEST = 4
"""A shorter name within a longer text says nothing."""


_SHORTEST_ROW = 3


class Subject(NamedTuple):
    """A record that remarks may mean."""

    id: str
    record: FormRecord
    definition: FormDefinition

    @property
    def title(self) -> str:
        """The project's name."""
        return name_of(self.definition, self.record, PROJECT)

    @property
    def code(self) -> str:
        """The project's code."""
        return self.record.codes.get(CODE, "")


def project_names(subjects: Iterable[Subject]) -> list[str]:
    """By what a heading may name the records: code, name, and name without a code before it."""
    found = [name for s in subjects for name in (s.code, s.title, _CODED.sub("", folded(s.title)))]
    return [name for name in dict.fromkeys(found) if name]


_CODED = re.compile(r"^[0-9A-Z]{8,}[-_—:]+")
"""Some systems put the project's code before its name."""


class Matched(NamedTuple):
    """A remark with the record and the place it means (as text, empty: the whole form).

    `sure` is one of certain, suggested, none; `record_id` is empty where no record was found.
    """

    piece: Piece
    record_id: str
    place: str
    sure: str


def match_all(pieces: Iterable[Piece], subjects: Sequence[Subject]) -> list[Matched]:
    """Each remark with its record and cell; one that names no project goes on with the last."""
    found: list[Matched] = []
    words: dict[int, tuple[Word, ...]] = {}
    last = ""
    for piece in pieces:
        subject, sure = _record_of(piece, subjects, last)
        if subject is None:
            found.append(Matched(piece, "", "", NONE))
            continue
        last = subject.id
        known = words.setdefault(id(subject.definition), ())
        if not known:
            known = words[id(subject.definition)] = words_of(subject.definition)
        place, how = place_in(piece, subject, known)
        found.append(Matched(piece, subject.id, place, max(sure, how, key=_ORDER.index)))
    return found


# ---- the record ----------------------------------------------------------------------------


def _record_of(piece: Piece, subjects: Sequence[Subject], last: str) -> tuple[Subject | None, str]:
    by_id = {subject.id: subject for subject in subjects}
    if piece.record_id in by_id:
        return by_id[piece.record_id], CERTAIN
    if len(subjects) > 1 and _ALL.match(folded(piece.text)):
        return None, NONE
    opened = _opens_with(piece.text, subjects)
    if opened is not None:
        return opened, CERTAIN
    return _below_heading(piece, subjects) or _in_text(piece, subjects, by_id.get(last))


def _below_heading(piece: Piece, subjects: Sequence[Subject]) -> tuple[Subject | None, str] | None:
    """The record that the heading above a remark names; nothing where there is no heading."""
    if piece.project:
        named = _named(piece.project, subjects) or _alike(piece.project, subjects)
        if named is not None or len(subjects) > 1:
            return named or (None, NONE)
    return (subjects[0], SUGGESTED if piece.project else CERTAIN) if len(subjects) == 1 else None


def _in_text(
    piece: Piece, subjects: Sequence[Subject], last: Subject | None
) -> tuple[Subject | None, str]:
    """The record that a remark names, or the only one with the row it names, or the last one."""
    named = _named(piece.text, subjects)
    if named is not None:
        return named
    rows = [s for s in subjects if _rows_named(folded(piece.text), s)]
    found = rows[0] if len(rows) == 1 else last
    return found, SUGGESTED if found else NONE


_ALL = re.compile(r"^(?:所有|全部|各个?|每个)(?:的)?(?:项目|自评表|表)")
"""A remark on all projects at once belongs to none of them alone."""
_BEFORE_NAME = re.compile(r"^[\W_]*(?:关于|其中|你单位|你局)?[\W_]*")


def _opens_with(text: str, subjects: Sequence[Subject]) -> Subject | None:
    """The one record that a remark speaks of from its first word, whatever heading is above it."""
    opening = _BEFORE_NAME.sub("", folded(text), count=1)
    named = [(len(t), s) for s in subjects if len(t := _title(s)) > _SHORTEST]
    longest = max((n for n, s in named if opening.startswith(_title(s))), default=0)
    best = [s for n, s in named if n == longest and opening.startswith(_title(s))]
    return best[0] if len(best) == 1 else None


def _named(text: str, subjects: Sequence[Subject]) -> tuple[Subject, str] | None:
    """The one record whose code or name stands in a text, the longest name first."""
    wanted = folded(text)
    coded = [s for s in subjects if len(s.code) > _SHORTEST and folded(s.code) in wanted]
    if len(coded) == 1:
        return coded[0], CERTAIN
    names = [(len(_title(s)), s) for s in subjects if _is_named(_title(s), wanted)]
    longest = max((length for length, _ in names), default=0)
    best = [s for length, s in names if length == longest]
    if len(best) == 1:
        return best[0], CERTAIN
    return (best[0], SUGGESTED) if best else None


def _title(subject: Subject) -> str:
    name = _CODED.sub("", folded(subject.title))
    return name.removesuffix("项目") if len(name) > _SHORTEST + 2 else name


def _is_named(title: str, wanted: str) -> bool:
    return (len(title) >= _SHORTEST and title in wanted) or (bool(title) and title == wanted)


def _alike(text: str, subjects: Sequence[Subject]) -> tuple[Subject, str] | None:
    """The one record that a heading nearly names: shortened, misspelt, or by half its code."""
    wanted = folded(text)
    short = [s for s in subjects if _shortens(wanted, folded(s.title))]
    if len(short) == 1:
        return short[0], SUGGESTED
    titles = {s.id: _title(s) for s in subjects if _title(s)}
    found = _closest(wanted, titles, _ALIKE_TITLE)
    by_id = {s.id: s for s in subjects}
    return (by_id[found], SUGGESTED) if found else None


def _shortens(text: str, title: str) -> bool:
    """Whether a text leaves out some characters of a title and adds none."""
    rest = iter(title)
    return len(text) >= _SHORTEST and 2 * len(text) >= len(title) and all(c in rest for c in text)


def _closest(text: str, choices: Mapping[Any, str], least: float) -> Any:
    """The one choice that is clearly most like a text, or none."""
    from rapidfuzz import fuzz

    def ratio(choice: str) -> float:
        # A short name lies in many texts: then the whole must be alike.
        return fuzz.partial_ratio(text, choice) if len(choice) >= _SHORTEST + 2 else 0.0

    ranked = sorted(((ratio(name), key) for key, name in choices.items()), key=lambda r: -r[0])
    if not ranked or ranked[0][0] < least:
        return None
    clear = len(ranked) == 1 or ranked[0][0] > ranked[1][0]
    return ranked[0][1] if clear else None


# ---- the cell ------------------------------------------------------------------------------


class _Named(NamedTuple):
    """A row that a text names: where the name stands, and whether it was named in full."""

    section: str
    row: str
    start: int
    end: int
    sure: str


def place_in(piece: Piece, subject: Subject, words: Sequence[Word]) -> tuple[str, str]:
    """The place in a record that a remark means, as text, and how sure that is."""
    if piece.place and _holds(subject, piece.place):
        return piece.place, CERTAIN
    text = folded(piece.text)
    rows = _rows_named(folded(piece.row), subject) if piece.row else []
    rows = rows or _rows_named(text, subject)
    hidden = [(row.start, row.end) for row in rows if not piece.row]
    if not rows:
        title = _title(subject)
        at = text.find(title) if len(title) >= _SHORTEST else -1
        hidden += [(at, at + len(title))] if at >= 0 else []
    found = mentions(text, words, hidden)
    if piece.column:
        found = mentions(folded(piece.column), words, ()) or found
    row, certain = _one_row(rows, text, subject)
    if row is not None and not _gives_way(row, found):
        return _in_row(row, found, text, CERTAIN if certain else SUGGESTED)
    total = _in_total(piece, subject, words) if piece.row else ""
    if total:
        return total, SUGGESTED
    return _without_row(found, folded(piece.row) + text, subject)


def _in_total(piece: Piece, subject: Subject, words: Sequence[Word]) -> str:
    """The cell of a total line that a marked line of a form is, empty where it is none."""
    totals = {total.id for total in subject.definition.totals()}
    named = [m.word for m in mentions(folded(piece.row), words, ()) if m.word.section in totals]
    if not named:
        return ""
    columns = (c for s in subject.definition.indicators() for c in s.columns)
    weights = {c.id for c in columns if c.role == "weight"}
    heads = [m.word for m in mentions(folded(piece.column), words, ())]
    is_weight = any(w.kind == INDICATOR and w.field in weights for w in heads)
    return place_text(Place(named[0].section, None, "weight" if is_weight else named[0].field))


def _holds(subject: Subject, place: str) -> bool:
    """Whether a place of another copy of the record is one of this record too."""
    meant = meant_place(subject.record, place)
    section = subject.definition.section(meant.section)
    if isinstance(section, IndicatorsSection | RowsSection):
        return subject.record.row(meant.section, meant.row or "") is not None
    return section is not None


def _one_row(rows: list[_Named], text: str, subject: Subject) -> tuple[_Named | None, bool]:
    """The row that a text speaks of: named in full, by its tier, its number, or nearly named."""
    if rows:
        return rows[0], len(rows) == 1 and rows[0].sure == CERTAIN
    for guess in (_by_number, _by_tier, _by_likeness):
        guessed = guess(text, subject)
        if guessed is not None:
            return guessed, False
    return None, False


def _gives_way(row: _Named, found: list[Mention]) -> bool:
    """Whether a guessed row gives way to words that name another cell."""
    own = [m for m in found if m.word.section == row.section]
    return row.sure != CERTAIN and not own and bool(found)


def _in_row(row: _Named, found: list[Mention], text: str, sure: str) -> tuple[str, str]:
    columns = [m for m in found if m.word.section == row.section and m.word.kind == INDICATOR]
    if not columns:
        return place_text(Place(row.section, row.row, "")), SUGGESTED
    chosen = _weightiest(columns, text)
    several = len({m.word.field for m in columns}) > 1
    return place_text(Place(row.section, row.row, chosen.word.field)), (
        SUGGESTED if several else sure
    )


_BLAMED = re.compile(
    r"^[^,。;:]{0,6}?(?:未|没|应|请|需|要|不|有误|错|缺|为空|空白|漏|过[高低大小]|偏[高低]|太|照抄|笼统)"
)


_DEMANDED = re.compile(r"(?:未|没有?|请|应|需要?|缺)[^,。;:]{0,5}$")


def _weightiest(columns: list[Mention], text: str) -> Mention:
    """Of several columns the first that something is demanded of, else the first."""

    def wanted(m: Mention) -> bool:
        return bool(_BLAMED.match(text[m.end :]) or _DEMANDED.search(text[: m.start]))

    return next(filter(wanted, columns), columns[0])


def _without_row(found: list[Mention], text: str, subject: Subject) -> tuple[str, str]:
    money = [m for m in found if m.word.kind == MONEY]
    single = [m for m in found if m.word.kind not in (MONEY, INDICATOR)]
    lone = [m for m in found if m.word.kind == INDICATOR]
    if single and (not money or single[0].start < money[0].start):
        return _single(single, lone, text, subject)
    # 得分 alone is as well a column of the money as one of the indicators.
    sure_money = [m for m in money if not any(o.start == m.start for o in lone)]
    rows = _money_rows(text, subject)
    if sure_money or (money and rows):
        return _money(sure_money or money, rows, text, subject)
    if rows:
        return place_text(Place(rows[0].section, rows[0].row, "")), SUGGESTED
    return _only_row(lone, subject)


def _single(
    single: list[Mention], lone: list[Mention], text: str, subject: Subject
) -> tuple[str, str]:
    chosen = _weightiest(single, text)
    place = single_place(chosen.word)
    shown = subject.definition.section(place.section)
    if shown is None or (shown.optional and place.section not in _chosen(subject.record)):
        return "", NONE
    several = len({(m.word.section, m.word.field) for m in single}) > 1 or bool(lone)
    near = chosen.word.own and chosen.start <= _NEAR
    return place_text(place), CERTAIN if near and not several else SUGGESTED


_NEAR = 6
"""A label so far from the beginning is what a remark is about."""


def _chosen(record: FormRecord) -> Sequence[str]:
    chosen = record.layout.get("sections", ())
    return [str(name) for name in chosen] if isinstance(chosen, list | tuple) else ()


def _money(
    found: list[Mention], rows: list[_Named], text: str, subject: Subject
) -> tuple[str, str]:
    """A cell of the money: the row named last before the column, else the row that is scored."""
    chosen = _weightiest(found, text)
    section = subject.definition.section(chosen.word.section)
    if not isinstance(section, FundsSection):
        return "", NONE
    named = [row for row in rows if row.section == section.id]
    before = [row for row in named if row.end <= chosen.start] or named
    row_id = before[-1].row if before else section.scored or section.rows[0].id
    several = len({m.word.field for m in found}) > 1 or len(named) > 1
    sure = bool(named) or len(section.rows) == 1
    place = Place(section.id, row_id, chosen.word.field)
    return place_text(place), CERTAIN if sure and not several else SUGGESTED


def _money_rows(text: str, subject: Subject) -> list[_Named]:
    """The money rows that a text names, by where their names end."""
    found: list[_Named] = []
    for section in subject.definition.funds():
        for row in section.rows:
            label = folded(one_line(row.label))
            bare = label.rpartition(":")[2]
            names = sorted({label, bare, *_shortened(bare)}, key=len, reverse=True)
            name = next((n for n in names if len(n) >= _SHORTEST and n in text), "")
            if name:
                end = text.rfind(name) + len(name)
                found.append(_Named(section.id, row.id, end - len(name), end, CERTAIN))
    return sorted(found, key=lambda row: row.end)


def _shortened(label: str) -> list[str]:
    """A money row's name without its first or last word: 财政拨款, 上年结转."""
    return [
        *([label.removeprefix("当年")] if label.startswith("当年") else []),
        *([label.removesuffix("资金")] if label.endswith("资金") else []),
        *([label.removeprefix("年度")] if label.startswith("年度") else []),
    ]


def _only_row(lone: list[Mention], subject: Subject) -> tuple[str, str]:
    """A column named without its row: certain of nothing, but a table may have one row only."""
    if not lone:
        return "", NONE
    word = lone[0].word
    filled = _filled(subject, word.section)
    if len(filled) == 1:
        return place_text(Place(word.section, filled[0].id, word.field)), SUGGESTED
    return "", NONE


# ---- rows ----------------------------------------------------------------------------------


def _tables(subject: Subject) -> Iterable[IndicatorsSection | RowsSection]:
    return (
        s for s in subject.definition.sections() if isinstance(s, IndicatorsSection | RowsSection)
    )


def _filled(subject: Subject, section: str) -> list[Row]:
    return [row for row in subject.record.rows(section) if row.kind != PLACEHOLDER]


def _rows_named(text: str, subject: Subject) -> list[_Named]:
    """The rows whose names stand in a text, without those within a longer name."""
    found: list[_Named] = []
    for section in _tables(subject):
        for row in _filled(subject, section.id):
            name = folded(row_title(section, row))
            at = text.find(name) if len(name) >= _SHORTEST_ROW else -1
            if at >= 0 or (name and name == text):
                at = max(at, 0)
                found.append(_Named(section.id, row.id, at, at + len(name), CERTAIN))
    longest = [
        row
        for row in found
        if not any(
            o.start <= row.start and row.end <= o.end and (o.end - o.start) > (row.end - row.start)
            for o in found
        )
    ]
    return sorted(longest, key=lambda row: row.start)


_NUMBERED = re.compile(
    r"(?:第|序号|指标)(?P<number>\d{1,2}|[一二三四五六七八九十]{1,3})(?:行|条|项|个|号)?(?:指标)?(?!次|季|批|年|月)"
)
_DIGITS = {name: at for at, name in enumerate("一二三四五六七八九十", 1)}


def _by_number(text: str, subject: Subject) -> _Named | None:
    said = _NUMBERED.search(text)
    table = next((s for s in _tables(subject) if isinstance(s, IndicatorsSection)), None)
    if said is None or table is None:
        return None
    rows, number = _filled(subject, table.id), _number(said["number"])
    if not 1 <= number <= len(rows):
        return None
    return _Named(table.id, rows[number - 1].id, said.start(), said.end(), SUGGESTED)


def _number(text: str) -> int:
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    return (_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(ones, 0)


def _by_tier(text: str, subject: Subject) -> _Named | None:
    """The one filled row under a tier that the text names, the innermost tier first."""
    for section in _tables(subject):
        tiers = [c.id for c in section.columns if c.role == "tier"]
        for tier in reversed(tiers):
            under: dict[str, list[str]] = {}
            for row in _filled(subject, section.id):
                name = folded(row.text(tier))
                for called in {name, name.removesuffix("指标"), *_tail(name)}:
                    if len(called) >= 2:
                        under.setdefault(called, []).append(row.id)
            for name in sorted(under, key=len, reverse=True):
                if name in text and len(set(under[name])) == 1:
                    at = text.find(name)
                    return _Named(section.id, under[name][0], at, at + len(name), SUGGESTED)
    return None


def _tail(name: str) -> list[str]:
    """The last word of a long tier's name: 满意度 of 服务对象满意度指标."""
    bare = name.removesuffix("指标")
    return [bare[-3:]] if len(bare) > _SHORTEST + 1 else []


def _by_likeness(text: str, subject: Subject) -> _Named | None:
    quoted = "".join(re.findall(r"[“\"「『]([^”\"」』]{4,60})[”\"」』]", text)) or text
    names = {
        (section.id, row.id): folded(row_title(section, row))
        for section in _tables(subject)
        for row in _filled(subject, section.id)
    }
    found = _closest(quoted, names, _ALIKE)
    return _Named(found[0], found[1], 0, 0, SUGGESTED) if found else None
