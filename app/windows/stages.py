"""The year's states in the window: what can be done with records, and the lock of the open one."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QObject
from PySide6.QtWidgets import QFileDialog, QMenu, QToolButton

from app.desk.stages import differences, local_time, stages_of
from app.desk.staging import Staged, reason_needed, set_states, ways
from app.model import states
from app.model.record import SIGNED_SCAN
from app.model.states import next_states
from app.version import VERSION
from app.windows.progress import Progress
from app.windows.stage_bar import StageBar
from app.windows.state_looks import state_name

if TYPE_CHECKING:
    from app.desk.workspace import OpenRecord
    from app.windows.main_window import MainWindow

CONTEXT = "Stages"
_WAYS: dict[str, Any] = {
    states.TO_REVIEW: QT_TRANSLATE_NOOP("Stages", "Send to review"),
    states.REVIEWED: QT_TRANSLATE_NOOP("Stages", "Review passed"),
    states.SIGNED: QT_TRANSLATE_NOOP("Stages", "Signed and stamped"),
    states.SUBMITTED: QT_TRANSLATE_NOOP("Stages", "Submit"),
    states.RETURNED: QT_TRANSLATE_NOOP("Stages", "Returned by finance…"),
    states.RESUBMITTED: QT_TRANSLATE_NOOP("Stages", "Submit again"),
    states.APPROVED: QT_TRANSLATE_NOOP("Stages", "Approved by finance"),
    states.PUBLISHED: QT_TRANSLATE_NOOP("Stages", "Publish"),
    states.EXEMPT: QT_TRANSLATE_NOOP("Stages", "Leave out of the assessment…"),
}
_UNLOCK: Any = QT_TRANSLATE_NOOP("Stages", "Unlock…")
_BACK: Any = QT_TRANSLATE_NOOP("Stages", "Back to filling in…")
_AGAIN: Any = QT_TRANSLATE_NOOP("Stages", "Assess again…")
_WITHDRAW: Any = QT_TRANSLATE_NOOP("Stages", "Withdraw the publication…")
_NAMED = 12
"""How many records are named in a message."""
_SCANS = "PDF, JPG, PNG (*.pdf *.jpg *.jpeg *.png)"
_LAST_FOLDER = "evidence/folder"


def way_name(befores: frozenset[str], state: str) -> str:
    """What it is called to bring records that are in these states into another."""
    text = _WAYS.get(state, state)
    if state == states.FILLING:
        text = _UNLOCK
        if befores <= {states.EXEMPT}:
            text = _AGAIN
        elif befores <= {states.TO_REVIEW, states.REVIEWED}:
            text = _BACK
    elif state == states.APPROVED and befores == {states.PUBLISHED}:
        text = _WITHDRAW
    return QCoreApplication.translate(CONTEXT, str(text))


class Stages(QObject):
    """Offers the ways of the year, and holds what a lock closes."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self.bar = StageBar()
        self.bar.unlock_wanted.connect(self._unlock)
        self.bar.differences_wanted.connect(self._show_differences)
        self.menu = QMenu(self.tr("State"), window)
        self.menu.aboutToShow.connect(self._fill_own)
        self.button = QToolButton()
        self.button.setProperty("flat", True)
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.button.setMenu(self.menu)
        self.button.hide()
        window.ledger.add_commands = self.add_ways

    # --- showing

    def show(self, opened: "OpenRecord | None") -> None:
        """Show the state of the open record, and lock what a locked one closes."""
        window = self._window
        locked = opened is not None and opened.document.locked
        window.inspector.set_locked(locked)
        window.unprinted.set_locked(locked)
        self.button.setVisible(opened is not None)
        self.bar.hide()
        if opened is None:
            return
        self._say(opened.state)
        if locked:
            self._show_lock(opened)

    def follow(self) -> None:
        """Show the state that an edit led to, once it is on the disk."""
        space = self._window.workspace
        header = space.store.header(space.opened.id) if space.opened is not None else None
        if header is not None:
            self._say(header.state)

    def _say(self, state: str) -> None:
        text = self.tr("State: {state}").replace("{state}", state_name(state))
        self.button.setText(f"{text} ▾")
        self.button.setAccessibleName(text)

    def _show_lock(self, opened: "OpenRecord") -> None:
        space = self._window.workspace
        last = next(iter(stages_of(space, opened.id)), None)
        told = (local_time(last.time), last.who, last.reason) if last is not None else ()
        header = space.store.header(opened.id)
        onward = next_states(opened.state, header.rounds if header is not None else 0)
        back = states.FILLING in onward
        unlock = way_name(frozenset({opened.state}), states.FILLING) if back else ""
        since = " · ".join(" ".join(text.split()) for text in told if text)
        self.bar.show_state(state_name(opened.state), since, unlock)
        kept = space.store.verdict(opened.id)
        if kept is not None and kept.program != VERSION:
            self.bar.show_differences(len(differences(space, opened.id)))

    def _show_differences(self) -> None:
        from app.windows.differences import DifferencesDialog  # the window starts sooner without

        space = self._window.workspace
        if space.opened is None:
            return
        document = space.opened.document
        found = differences(space, space.opened.id)
        dialog = DifferencesDialog(found, document.record, document.definition, self._window)
        dialog.exec()
        dialog.deleteLater()

    # --- what can be done

    def add_ways(self, menu: QMenu, record_ids: tuple[str, ...]) -> None:
        """Add to a menu the states that the records can go to."""
        if menu.actions():
            menu.addSeparator()
        for state, befores in ways(self._window.workspace, record_ids).items():
            action = menu.addAction(way_name(befores, state))
            action.triggered.connect(lambda _on=False, state=state: self.bring(record_ids, state))

    def _fill_own(self) -> None:
        self.menu.clear()
        opened = self._window.workspace.opened
        if opened is not None:
            self.add_ways(self.menu, (opened.id,))
            self.menu.addSeparator()
            scan = self.menu.addAction(self.tr("Attach the signed scan…"))
            scan.triggered.connect(lambda _on=False: self.attach_scan())

    def _unlock(self) -> None:
        opened = self._window.workspace.opened
        if opened is not None:
            self.bring((opened.id,), states.FILLING)

    def bring(self, record_ids: Sequence[str], state: str) -> None:
        """Bring records into a state; a reason is asked for once, where one is needed."""
        from app.windows.reason_dialog import ask_reason  # the window starts sooner without

        window, space = self._window, self._window.workspace
        window.paper.commit_open()
        window.unprinted.commit()
        reason = ""
        if reason_needed(space, record_ids, state):
            befores = ways(space, record_ids).get(state, frozenset())
            title = way_name(befores, state).rstrip("…")
            reason = ask_reason(title, self._about(record_ids), window)
            if not reason:
                return
        cell = window.paper.current_cell()
        with Progress(window, self.tr("Changing states…")) as progress:
            work = partial(set_states, space, record_ids, state, reason, progress.go_on)
            staged = window.commands.attempt(work)
        window.commands.records_changed()
        if cell is not None and cell.place is not None:
            window.desk.go_to(cell.place)
        if staged is not None:
            self._tell(staged, state, len(record_ids))

    def _about(self, record_ids: Sequence[str]) -> str:
        if len(record_ids) == 1:
            return self._window.workspace.title_of(record_ids[0]) or self.tr("(no project name)")
        return self.tr("{count} records").replace("{count}", str(len(record_ids)))

    def _tell(self, staged: Staged, state: str, asked: int) -> None:
        """Say what was done; who could not go there, and where 必改 stand, is named."""
        window = self._window
        sentence = window.workspace.sentence
        if asked == 1 and staged.left:
            window.messages.warn(sentence(staged.left[0].fault))
            return
        done = self.tr("{count} records: {state}").replace("{count}", str(len(staged.done)))
        done = done.replace("{state}", state_name(state))
        errors = sum(entry.errors for entry in staged.with_errors)
        if errors:
            wrong = self.tr("{errors} errors still stand in {count} of them.")
            wrong = wrong.replace("{errors}", str(errors))
            done = f"{done}　{wrong.replace('{count}', str(len(staged.with_errors)))}"
        if asked == 1 or not (staged.left or staged.with_errors):
            window.status.show_note(done)
            return
        lines = [f"{kept.title}：{sentence(kept.fault)}" for kept in staged.left]
        count = self.tr("{count} errors")
        lines += [
            f"{entry.title}：{count.replace('{count}', str(entry.errors))}"
            for entry in staged.with_errors
        ]
        more = ["…"] if len(lines) > _NAMED else []
        window.messages.inform("\n".join([done, "", *lines[:_NAMED], *more]))

    # --- the signed scan

    def attach_scan(self) -> None:
        """Attach the scan of the signed form to the open record; the file is copied."""
        window, space = self._window, self._window.workspace
        folder = space.setting(_LAST_FOLDER) or str(Path.home())
        title = self.tr("Attach the signed scan")
        path, _ = QFileDialog.getOpenFileName(window, title, folder, _SCANS)
        if path and window.desk.document is not None:
            space.put_setting(_LAST_FOLDER, str(Path(path).parent))
            window.commands.attempt(lambda: self._attach(Path(path)))

    def _attach(self, path: Path) -> None:
        from app.desk.evidence.entries import attach
        from app.desk.evidence.files import keep_file

        window, document = self._window, self._window.desk.document
        if document is None:
            return
        kept = keep_file(window.workspace.folder, path)
        change = attach(document.record, "", [(path.name, kept)], SIGNED_SCAN)
        added = window.desk.commit(change)
        text = self.tr("Attached: {file}") if added else self.tr("Attached already: {file}")
        window.status.show_note(text.replace("{file}", path.name))
