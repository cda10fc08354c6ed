"""全部检查 and 预审: the findings of all records in one list that follows what is mended."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QSplitter

from app.desk.check_all import (
    AllChecks,
    Item,
    Mended,
    explain_all,
    fix_all,
    is_explainable,
)
from app.desk.check_listing import (
    Kind,
    findings_listing,
    group_word,
    kinds_of,
    summary,
    title_of,
    unread_lines,
    what_of,
)
from app.desk.commands import make_folder
from app.desk.lists import write_list_file
from app.desk.progress import GoOn
from app.desk.texts import sentence
from app.model.results import EXPLAINED
from app.model.states import is_locked
from app.windows import theme
from app.windows.batch_undo import BatchUndo
from app.windows.check_bar import CheckBar
from app.windows.check_filters import CheckFilters
from app.windows.check_many import ask_answer, is_answerable, takes_answer
from app.windows.exporting import print_target
from app.windows.progress import Progress, waiting
from app.windows.reason_dialog import ask_reason
from app.windows.room import Room
from app.windows.small_widgets import plain_label, tint
from app.windows.state_looks import state_name
from app.windows.tables import Column, Line, Table, copied

if TYPE_CHECKING:
    from app.windows.main_window import MainWindow

_COLOURS = {"error": theme.RED, "warning": theme.AMBER, "info": "", EXPLAINED: theme.MUTED}
_NARROW = {0: 4, 1: 3, 3: 3, 4: 3}
"""The columns of kinds that hold a short word or a number, and their width in heights of a line."""
_NAMED = 5
"""How many records are named in a note."""


def open_check_all(window: "MainWindow") -> None:
    """Show the list, made anew or as it was left, brought up to date."""
    holder = window.findChild(CheckAll)
    if holder is None:
        holder = CheckAll(window)
    holder.open()


class CheckAll(QObject):
    """Keeps the list beside the window, and the bar over the paper that leads through it."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self.room = CheckAllRoom(window)
        self.room.jumped.append(self._go)
        self.bar = CheckBar()
        self.bar.step_wanted.connect(self._step)
        self.bar.list_wanted.connect(self.open)
        window.add_bar(self.bar)
        window.closing.connect(self._leave)

    def open(self) -> None:
        """Bring the list to the front; the first time, check."""
        room = self.room
        room.show()
        room.raise_()
        room.activateWindow()
        room.begin()

    def _go(self, item: Item) -> None:
        """Show a finding in its record; the list stays open behind."""
        window, room = self._window, self.room
        window.commands.open_record(item.record.id)
        window.jump(item.finding.place)
        window.raise_()
        window.activateWindow()
        at, count = room.position()
        self.bar.show_finding(at, count, room.told(item))

    def _step(self, by: int) -> None:
        """Go to the next finding that still stands, or the one before."""
        self._window.paper.commit_open()
        self._window.unprinted.commit()
        item = self.room.step(by)
        if item is None:
            self.bar.show_done(self.tr("Nothing is left here."))
        else:
            self._go(item)

    def _leave(self) -> None:
        self.room.leave()


class CheckAllRoom(Room):
    """The kinds of findings at the left, at the right where the chosen kinds occur."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window, "")
        # A window that belongs to another lies above it always, and would hide the paper.
        self.setParent(None, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        self.setWindowTitle(self.tr("Check all"))
        self._space = window.workspace
        self._language, self._texts = self._space.language, self._space.texts
        self._checks: AllChecks | None = None
        self._items: list[Item] = []
        self._kinds: dict[tuple[str, str], Kind] = {}
        self._last = 0
        self._busy = False
        self.jumped: list[Callable[[Item], None]] = []
        self.filters = CheckFilters(self.bar, self._texts, self._language, self)
        self.filters.offer_years(self._space.years(), window.commands.pages.year)
        self.filters.asked.connect(self.check)
        self.filters.narrowed.connect(self._show_kinds)
        self._build_tables()
        self._build_foot()
        room = window.screen().availableGeometry()
        self.resize(min(room.width() - 60, 1400), min(room.height() - 80, 820))
        frame = QPoint(self.width() // 2, self.height() // 2 - self.fontMetrics().height())
        self.move(room.center() - frame)

    def _build_tables(self) -> None:
        say = partial(sentence, language=self._language)
        self.kinds = Table(
            (
                Column(self.tr("Severity")),
                Column(self.tr("Code")),
                Column(self.tr("Finding"), wide=True),
                Column(self.tr("Places"), number=True),
                Column(self.tr("Forms"), number=True),
            ),
            self.tr("Kinds of findings"),
        )
        self.list = Table(
            (
                Column(say("CHECKALL_PROJECT")),
                Column(say("CHECKALL_SECTION")),
                Column(say("CHECKALL_STATE")),
                Column(say("CHECKALL_CELL")),
                Column(say("CHECKALL_WHAT"), wide=True),
            ),
            self.tr("Findings"),
        )
        self.kinds.horizontalHeader().setMinimumSectionSize(self.fontMetrics().height())
        self.kinds.selectionModel().selectionChanged.connect(self._show_items)
        self.kinds.chosen.connect(lambda _kind: self.list.setFocus())
        self.list.chosen.connect(self._choose)
        self.list.ticked.connect(self._count_ticked)
        self.list.selectionModel().currentRowChanged.connect(self._show_detail)
        self.detail = plain_label()
        self.detail.setWordWrap(True)
        self.detail.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.detail.setMinimumHeight(self.fontMetrics().height() * 5 // 2)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.kinds)
        split.addWidget(self.list)
        split.setStretchFactor(1, 1)
        split.setChildrenCollapsible(False)
        line = self.fontMetrics().height()
        split.setSizes([line * 24, line * 44])
        self.body.addWidget(split, 1)
        self.body.addWidget(self.detail)

    def _build_foot(self) -> None:
        self.undo = BatchUndo(self)
        self.undo.button.setText(self.tr("Undo"))
        self.undo.button.clicked.connect(self.follow)
        self.all = self.add_button(self.tr("Tick all"), self._tick_all)
        self.fix = self.add_button("", self._fix, primary=True)
        self.explain = self.add_button("", self._explain)
        self.answer = self.add_button("", self._answer)
        self.add_button(self.tr("Copy"), self._copy)
        self.add_button(self.tr("Export…"), self._export)
        self.add_button(self.tr("Print"), self._print)

    # --- checking

    def begin(self) -> None:
        """Check the first time; later, what was changed meanwhile."""
        if self._checks is None:
            self.check()
        else:
            self.follow()

    def check(self) -> None:
        """Check all records of the year chosen."""
        self._checks = AllChecks(
            self._space, self.filters.chosen_year(), review=self.filters.review.isChecked()
        )
        self._work(self.tr("Checking all forms…"), self._checks.run)

    def follow(self) -> None:
        """Check what was changed since, where anything was."""
        if self._checks is not None and not self._busy:
            self._work(self.tr("Checking what was changed…"), self._checks.follow)

    def _work(self, text: str, work: Callable[[GoOn], bool]) -> None:
        checks = self._checks
        if checks is None:
            return
        self._busy = True
        before = len(self._items)
        with Progress(self, text) as progress:
            done = work(progress.go_on)
        self._busy = False
        whole = work == checks.run
        if whole or done:
            self._items = checks.items()
            self.filters.offer(self._items)
            self._show_kinds()
            self._window_refreshed()
        if whole:
            self._tell("" if done else self.tr("Stopped: not all forms were checked."))
        elif done:
            gone = before - len(self._items)
            mended = self.tr("{count} findings fewer than before.").replace("{count}", str(gone))
            self._tell(mended if gone > 0 else "")

    def _window_refreshed(self) -> None:
        """The ledger may have been brought up to date on the way."""
        self.window_behind.commands.refresh_ledger()

    def _tell(self, first: str, colour: str = "") -> None:
        """Say what was done, how much there is, and which forms were not checked."""
        checks = self._checks
        if checks is None:
            return
        unread = unread_lines(checks.unread(), self._language)
        lines = [first, summary(self._items, checks.records, self._language), *unread[:_NAMED]]
        self.note.setText("\n".join(line for line in lines if line))
        self.note.setToolTip("")
        tint(self.note, colour or (theme.AMBER if unread else theme.MUTED))

    # --- showing

    def _show_kinds(self) -> None:
        """Show the kinds of what is wanted; the kind that was looked at stays."""
        before, chosen = self.kinds.shown_keys(), self._chosen()
        at = before.index(chosen[0]) if chosen else 0
        kinds = kinds_of(self.filters.shown(self._items), self._texts)
        self._kinds = {(kind.group, kind.code): kind for kind in kinds}
        self.kinds.show_lines(self._kind_line(kind) for kind in kinds)
        for column, lines in _NARROW.items():
            self.kinds.setColumnWidth(column, self.fontMetrics().height() * lines)
        shown = self.kinds.shown_keys()
        again = shown.index(chosen[0]) if chosen and chosen[0] in shown else at
        self.kinds.stand_on(max(0, min(again, len(shown) - 1)))
        self._show_items()

    def _chosen(self) -> list[tuple[str, str]]:
        """Group and code of the kinds that are looked at."""
        chosen: list[tuple[str, str]] = self.kinds.keys()
        return chosen

    def _kind_line(self, kind: Kind) -> Line:
        group = group_word(kind.group, self._language)
        texts = (group, kind.code, kind.name, str(len(kind.items)), str(kind.records))
        return Line(texts, (kind.group, kind.code), _COLOURS[kind.group])

    def _show_items(self) -> None:
        """Show where the chosen kinds occur."""
        kinds = [self._kinds[key] for key in self._chosen() if key in self._kinds]
        self.list.show_lines(self._line(item) for kind in kinds for item in kind.items)
        self._count_ticked()
        self._show_detail()

    def _show_detail(self) -> None:
        """Say all of the finding that one stands on: its column is short."""
        item = self._at(max(0, self.list.currentIndex().row()))
        self.detail.setText(self.told(item) if item is not None else "")

    def _line(self, item: Item) -> Line:
        record = item.record
        texts = (
            title_of(record.title, self._language),
            record.section,
            state_name(record.state),
            item.cell,
            what_of(item, self._texts, self._language),
        )
        finding = item.finding
        can = finding.fix is not None or is_explainable(finding) or is_answerable(finding)
        return Line(texts, item, checked=False if can and not is_locked(record.state) else None)

    def told(self, item: Item) -> str:
        """A finding in one line."""
        what = what_of(item, self._texts, self._language)
        return f"{title_of(item.record.title, self._language)} · {item.cell}　{what}"

    # --- going through

    def _choose(self, item: Item) -> None:
        self._last = self.list.shown_keys().index(item)
        for jump in self.jumped:
            jump(item)

    def position(self) -> tuple[int, int]:
        """Which finding of the list was gone to last, counted from 1, and how many there are."""
        return self._last + 1, len(self.list.shown_keys())

    def step(self, by: int) -> Item | None:
        """The next finding that still stands, or the one before; none where no more are left."""
        before = self._at(self._last)
        self.follow()
        shown = self.list.shown_keys()
        if not shown:
            return None
        here = shown.index(before) if before in shown else None
        at = self._last + (0 if by > 0 else by) if here is None else here + by
        self._last = min(max(at, 0), len(shown) - 1)
        self.list.stand_on(self._last)
        found: Item = shown[self._last]
        return found

    def _at(self, row: int) -> Item | None:
        shown = self.list.shown_keys()
        return shown[row] if 0 <= row < len(shown) else None

    def event(self, event: QEvent) -> bool:
        """Coming back, look at what was changed meanwhile."""
        if event.type() == QEvent.Type.WindowActivate and self._checks is not None:
            QTimer.singleShot(0, self, self.follow)
        return super().event(event)

    # --- mending many

    def _ticked(self) -> list[Item]:
        items: list[Item] = self.list.checked_keys()
        return items

    def _count_ticked(self) -> None:
        items = self._ticked()
        fixes = sum(item.finding.fix is not None for item in items)
        reasons = sum(is_explainable(item.finding) for item in items)
        self.fix.setText(self.tr("Correct {count}").replace("{count}", str(fixes)))
        self.explain.setText(self.tr("Explain {count}…").replace("{count}", str(reasons)))
        answers = sum(is_answerable(item.finding) for item in items)
        self.answer.setText(self.tr("Answer {count} together…").replace("{count}", str(answers)))
        for button, count in (
            *((self.fix, fixes), (self.explain, reasons), (self.answer, answers)),
        ):
            button.setEnabled(bool(count))
            # Three numbers of nothing would crowd a small window.
            button.setVisible(bool(count) or button is self.fix)
        boxes = [line for line in self.list.lines() if line.checked is not None]
        self.all.setEnabled(bool(boxes))
        ticked = bool(boxes) and len(items) == len(boxes)
        self.all.setText(self.tr("Tick none") if ticked else self.tr("Tick all"))

    def _tick_all(self) -> None:
        boxes = [line for line in self.list.lines() if line.checked is not None]
        self.list.tick(not all(line.checked for line in boxes))

    def _fix(self) -> None:
        work = partial(fix_all, self._space, self._ticked())
        self._mend(work, self.tr("{count} findings in {forms} forms were corrected."))

    def _explain(self) -> None:
        items = [item for item in self._ticked() if is_explainable(item.finding)]
        about = self.tr("{count} findings get this reason.").replace("{count}", str(len(items)))
        reason = ask_reason(self.tr("Explain"), about, self)
        if reason:
            work = partial(explain_all, self._space, items, reason)
            self._mend(work, self.tr("{count} findings in {forms} forms were explained."))

    def _answer(self) -> None:
        answer = ask_answer(self._space, self._ticked(), self)
        if answer is not None:
            self._mend(answer.work, answer.told)
        elif not any(takes_answer(self._space, item) for item in self._ticked()):
            self._tell(self.tr("These cells need an answer each: double-click goes there."))

    def _mend(self, work: Callable[..., Mended], told: str) -> None:
        """Do it as one batch, say how much was done, and offer to take it back."""
        window = self.window_behind
        window.paper.commit_open()
        with Progress(self, self.tr("Changing forms…")) as progress:
            mended = window.commands.attempt(lambda: work(go_on=progress.go_on))
        if mended is None:
            return
        window.commands.records_changed()
        self.follow()
        text = told.replace("{count}", str(mended.findings))
        text = text.replace("{forms}", str(mended.records))
        if mended.left:
            kept = self.tr("Left as they are (locked, or changed meanwhile): {names}")
            names = "、".join(dict.fromkeys(mended.left[:_NAMED]))
            text = f"{text} {kept.replace('{names}', names)}"
        self._tell(text, theme.AMBER if mended.left else theme.GREEN)
        self.undo.offer(mended.batch)

    # --- the list on paper

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(copied(self.list.shown_texts()))
        count = str(len(self.list.shown_texts()))
        self._tell(self.tr("{count} lines copied.").replace("{count}", count))

    def _export(self) -> None:
        name = str(Path.home() / self.windowTitle())
        target = self.ask_target(self.tr("Export"), name, "Excel (*.xlsx);;PDF (*.pdf)")
        if target is not None and self._write(target):
            self._tell(self.tr("Made {file}").replace("{file}", str(target)), theme.GREEN)

    def _print(self) -> None:
        name = self.windowTitle() + datetime.now().strftime("_%H%M%S.pdf")
        target = print_target(self._space.folder, name)
        if self._write(target):
            self.window_behind.open_folder(str(target))

    def _write(self, target: Path) -> bool:
        """Write what is shown, all kinds of it."""
        checks = self._checks
        items = [item for kind in self._kinds.values() for item in kind.items]
        review = checks is not None and checks.review
        note = summary(items, len({item.record.id for item in items}), self._language)
        listing = findings_listing(items, self._texts, self._language, review=review, note=note)

        def write() -> bool:
            make_folder(target.parent)
            write_list_file(listing, target)
            return True

        with waiting():
            return bool(self.window_behind.commands.attempt(write))

    def leave(self) -> None:
        """The window is left: this one goes with it."""
        self.filters.stop()
        self._checks = None
        self.close()
        self.deleteLater()
