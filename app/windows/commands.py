"""The commands of the main window. Each commits the open cell first and blocks nothing."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QFileDialog

from app.desk.edits import places_of
from app.desk.form_offers import RECENT, form_offers, picture_of, with_recent
from app.desk.forms import gallery
from app.desk.policies import apply, chosen
from app.desk.policy_offers import Choice, current_choice, offers
from app.desk.returns.answers import answer, done_answer, remark_of
from app.desk.stages import stages_of
from app.desk.texts import sentence
from app.desk.view import View
from app.desk.workspace import Draft, OpenRecord
from app.model.change import Change
from app.model.definition import NotesSection, Section
from app.model.faults import FaultError
from app.model.places import RECORD, Place
from app.model.record import JsonValue, SetAside
from app.model.results import Finding
from app.windows.about import show_about
from app.windows.exporting import Exporting
from app.windows.ledger_pages import LedgerPages
from app.windows.progress import Progress
from app.windows.year_work import ROOMS, look_at_package, take_list

if TYPE_CHECKING:
    from app.desk.workspace import Workspace
    from app.windows.main_window import MainWindow

_T = TypeVar("_T")

_LAYOUT = Place(RECORD, None, "layout")
_LAST = "window/last-record"
_SOON = 400
"""Milliseconds after which an unfinished save is shown as being saved."""


class Commands(QObject):
    """What the window can do, by name."""

    _stored = Signal(object)

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._deleted = ""
        self._draft: Draft | None = None
        self._saving = QTimer(self)
        self._saving.setSingleShot(True)
        self._saving.setInterval(_SOON)
        self._saving.timeout.connect(self._show_saving)
        self._refresh = QTimer(self)
        self._refresh.setSingleShot(True)
        self._refresh.setInterval(150)
        self._refresh.timeout.connect(self.refresh_ledger)
        self._refresh.timeout.connect(window.stages.follow)
        self._stored.connect(self._store_answered)
        self.exporting = Exporting(window)
        self.pages = LedgerPages(window)
        self._closing = False

    @property
    def _space(self) -> "Workspace":
        return self._window.workspace

    def run(self, name: str) -> None:
        """Run a command of `actions.ACTIONS`."""
        window = self._window
        if name not in ("undo", "copy"):
            window.paper.commit_open()
        window.unprinted.commit()
        commands: dict[str, Callable[[], object]] = {
            "new": self._new,
            "open": self._open_file,
            "duplicate": lambda: self.duplicate(self._id()),
            "carry": partial(self._from_another, move=False),
            "move": partial(self._from_another, move=True),
            "delete": lambda: self.delete(self._id()),
            "save": self._save,
            "undo": window.desk.undo,
            "redo": window.desk.redo,
            "check": self._check,
            "review": self._review,
            "policy": self._choose_policy,
            "find": window.find_bar.open,
            "print": self.exporting.print,
            "export-xlsx": partial(self.exporting.export, "xlsx"),
            "export-pdf": partial(self.exporting.export, "pdf"),
            "export-docx": partial(self.exporting.export, "docx"),
            "export-json": partial(self.exporting.export, "json"),
            "delete-rows": lambda: window.desk.run("delete"),
            "portrait": lambda: self._layout("orientation", "portrait"),
            "landscape": lambda: self._layout("orientation", "landscape"),
            "hide-empty": lambda: self._layout(
                "hide_empty", window.actions_by_name["hide-empty"].isChecked()
            ),
            "reset-widths": lambda: self._layout("widths", {}),
            "zoom-in": lambda: window.paper.zoom_by(1),
            "zoom-out": lambda: window.paper.zoom_by(-1),
            "zoom-fit": window.paper.fit_width,
            "help": self._help,
            "about": lambda: show_about(window),
        }
        if name in commands:
            commands[name]()
        elif name in ROOMS:
            self.attempt(lambda: ROOMS[name](window))
        else:
            window.desk.run(name)
        window.enable()

    def _help(self) -> None:
        from app.windows.help_room import show_help  # the window starts sooner without

        show_help(self._window)

    def _from_another(self, *, move: bool) -> None:
        from app.windows.carrying import Carrying  # the window starts sooner without the gallery

        carrying = Carrying(self._window)
        (carrying.move if move else carrying.carry)()
        carrying.deleteLater()

    def refused(self, code: str) -> None:
        """A command did not fit where one stands."""
        self._window.status.show_note(sentence(code, self._space.language))

    def records_changed(self) -> None:
        """Show what a command did to many records: the ledger, and the open one anew."""
        opened = self._space.opened
        self.refresh_ledger()
        if opened is not None or self._window.desk.document is not None:
            self._show(opened)

    def attempt(self, action: Callable[[], _T]) -> _T | None:
        """Do something that may fail; a fault is shown as its sentence."""
        try:
            return action()
        except FaultError as fault:
            self._window.messages.warn(self._space.sentence(fault))
            return None

    def _id(self) -> str:
        opened = self._space.opened
        return opened.id if opened is not None else ""

    # --- opening

    def start(self) -> None:
        """Show the ledger and the record that was open last."""
        self.refresh_ledger()
        last = "" if self._window.safe else self._space.setting(_LAST)
        if last and self._space.holds(last):
            self.open_record(last)
        else:
            self._show(None)

    def _show(self, opened: OpenRecord | None) -> None:
        window = self._window
        window.show_record(opened)
        window.draft_bar.hide()
        self._draft = None
        self._space.put_setting(_LAST, opened.id if opened else "")
        if opened is None:
            window.status.show_nothing()
            return
        window.ledger.select(opened.id)
        window.status.hide_deleted()
        window.status.show_saved(datetime.now())
        self._draft = self._space.draft(opened.id)
        if self._draft is not None:
            index = window.paper.paper.index_of(self._draft.place)
            window.draft_bar.offer(window.paper.paper.caption(index), self._draft.text)
        self.show_history()
        window.paper.setFocus()

    def open_record(self, record_id: str) -> None:
        """Put a record of the ledger on the paper."""
        self._window.paper.commit_open()
        self._window.unprinted.commit()
        if record_id != self._id():
            opened = self.attempt(lambda: self._space.open(record_id))
            if opened is not None:
                self._show(opened)
        self._window.paper.setFocus()

    def open_sample(self) -> None:
        """Take in the filled sample."""
        self.take(lambda: self._space.sample(gallery().sample_form()))

    def import_file(self, path: str) -> None:
        """Take in a record file or an exported workbook, or look at a package or a list."""
        if path.endswith(".ziping"):
            self.attempt(lambda: look_at_package(self._window, Path(path)))
            return
        if not take_list(self._window, Path(path)):
            self.take(lambda: self._space.import_file(Path(path)))

    def duplicate(self, record_id: str) -> None:
        """Take in a copy of a record."""
        self.take(lambda: self._space.duplicate(record_id))

    def take(self, action: Callable[[], OpenRecord]) -> None:
        """Take in a record that an action makes, and put it on the desk."""
        self._window.paper.commit_open()
        opened = self.attempt(action)
        if opened is not None:
            self.refresh_ledger()
            self._show(opened)

    def _new(self) -> None:
        from app.windows.form_gallery import NewRecordDialog  # the window starts sooner without

        recent = self._space.setting(RECENT)
        ink = self._window.paper.ink
        dialog = NewRecordDialog(form_offers(recent), picture_of, ink, self._window)
        taken = dialog.exec()
        dialog.deleteLater()
        if taken:
            form_id, year, name = dialog.answer()
            self._space.put_setting(RECENT, with_recent(recent, form_id))
            self.take(lambda: self._space.create(form_id, year, name))
            self._window.paper.setFocus()

    def _open_file(self) -> None:
        files = self.tr("Forms (*.xlsx *.json);;All files (*)")
        path, _ = QFileDialog.getOpenFileName(self._window, self.tr("Open file"), "", files)
        if path:
            self.import_file(path)

    def delete(self, record_id: str) -> None:
        """Take a record out of the ledger; the status bar offers to bring it back."""
        window = self._window
        title = self._space.title_of(record_id)
        was_open = record_id == self._id()
        self.attempt(lambda: self._space.delete(record_id))
        self._deleted = record_id
        self.refresh_ledger()
        if was_open:
            self._show(None)
        window.status.show_deleted(title)

    def restore(self) -> None:
        """Bring back what was deleted last."""
        self.attempt(lambda: self._space.restore(self._deleted))
        self.refresh_ledger()
        self._window.status.hide_deleted()
        self.open_record(self._deleted)

    # --- the ledger

    def refresh_ledger(self) -> None:
        """Read the ledger's first page again."""
        self.pages.refresh()

    # --- saving

    def committed(self, view: View) -> None:
        """A change was committed: it is on its way to the disk."""
        self._saving.start()
        self._window.unprinted.show_record(view.record)
        self._window.enable()

    def store_event(self, event: object) -> None:
        """The store has answered; called from its thread."""
        self._stored.emit(event)

    def stop(self) -> None:
        """Ask the store nothing more: it is about to be closed."""
        self._closing = True
        self._saving.stop()
        self._refresh.stop()
        self.pages.stop()
        self.exporting.stop()

    def _store_answered(self, event: object) -> None:
        if self._closing:
            return
        window = self._window
        code = getattr(event, "code", "")
        self._saving.stop()
        if code:
            text = sentence(code, self._space.language, **getattr(event, "values", {}))
            window.status.show_failure(text)
            return
        window.status.show_saved(datetime.now())
        if getattr(event, "record_id", "") == self._id():
            name = window.desk.document
            title = self._space.names(name)[0] if name is not None else ""
            window.status.show_project(title, getattr(event, "revision", None))
        self._refresh.start()
        self.show_history()

    def _save(self) -> None:
        if not self._space.flush(0.05):
            self._show_saving()

    def _show_saving(self) -> None:
        self._window.status.show_saving()

    def save_elsewhere(self) -> None:
        """Copy the whole store elsewhere, with what could not be saved."""
        path, _ = QFileDialog.getSaveFileName(
            self._window, self.tr("Save a copy"), "ziping-copy.db", "*.db"
        )
        if path:
            self.attempt(lambda: self._copy_store(Path(path)))

    def _copy_store(self, path: Path) -> None:
        self._space.save_copy(path)
        self._window.status.show_note(self.tr("Made {file}").replace("{file}", str(path)))

    def may_close(self) -> bool:
        """Commit and flush; ask where something cannot be saved."""
        window = self._window
        window.paper.commit_open()
        window.unprinted.commit()
        if self._space.flush(3.0) or not self._space.pending():
            return True
        return window.messages.ask(
            self.tr("The last changes are not on disk yet. Close and lose them?"),
            self.tr("Close and lose them"),
            self.tr("Stay"),
        )

    def _choose_policy(self) -> None:
        """Ask how points are given, for this record or for the office's whole year."""
        from app.windows.policy_dialog import PolicyDialog  # the window starts sooner without

        window, document, space = self._window, self._window.desk.document, self._space
        if document is None:
            return
        record, definition = document.record, document.definition
        now = current_choice(record, definition, not space.policies.departs(record))
        known = offers(definition, space.texts)
        dialog = PolicyDialog(known, now, record.year, definition.title, space.texts, window)
        taken, answer = dialog.exec(), dialog.answer()
        dialog.deleteLater()
        if taken:
            self.attempt(lambda: self._take_policy(answer))

    def _take_policy(self, answer: Choice) -> None:
        window, document = self._window, self._window.desk.document
        if document is None:
            return
        record, definition = document.record, document.definition
        if not answer.for_all or record.year is None:
            office = chosen(answer.id or None, answer.own)
            window.desk.commit(apply(record, definition, office))
            return
        year, form = record.year, record.form
        with Progress(window, self.tr("Setting the year's policy…")) as progress:
            policy_id = answer.id or None
            result = self._space.policies.choose(year, form, policy_id, answer.own, progress.go_on)
        window.desk.show_changed()
        text = self.tr("Policy set for {changed} forms; {left} others stay as they are.")
        text = text.replace("{changed}", str(result.changed)).replace("{left}", str(result.left))
        window.status.show_note(text)

    def keep_draft(self, place: Place, text: str) -> None:
        """Keep the open cell's text."""
        if self._id():
            self._space.put_draft(self._id(), place, text)

    def forget_draft(self, place: Place) -> None:
        """Forget the text of a cell that was open."""
        if self._id():
            self._space.clear_draft(self._id(), place)

    def answer_draft(self, take: bool) -> None:
        """Take or drop the text that was being typed when the program ended."""
        window, draft = self._window, self._draft
        window.draft_bar.hide()
        self._draft = None
        if draft is not None:
            self.forget_draft(draft.place)
        document = window.desk.document
        if take and draft is not None and document is not None and window.desk.go_to(draft.place):
            cell = window.paper.current_cell()
            if cell is not None and places_of(cell):
                window.paper.committed.emit(cell, draft.text)

    def show_history(self) -> None:
        """Show the changes of the record, where they are in view."""
        inspector = self._window.inspector
        if self._id() and inspector.history_in_view():
            cell = self._window.paper.current_cell()
            only = cell.place if cell is not None and inspector.only_current() else None
            stages = () if only is not None else stages_of(self._space, self._id())
            inspector.show_history(self._space.history(self._id(), only), stages)

    # --- checking, explaining, layout

    def _check(self) -> None:
        self._window.inspector.show_findings()

    def _review(self) -> None:
        """Look as the reviewer would (预审), or no longer."""
        window, document = self._window, self._window.desk.document
        if document is not None:
            on = not document.review
            document.set_review(on, self._space.related(document) if on else ())
            window.desk.refresh()
        window.inspector.show_findings()

    def fix(self, finding: Finding) -> None:
        """Apply a finding's fix and go there."""
        self._window.paper.commit_open()
        if self.attempt(lambda: self._window.desk.commit(finding.fix)):
            self._window.jump(finding.place)

    def explain(self, finding: Finding, reason: str) -> None:
        """Set a finding aside with a reason, without one take it up again; or answer a remark."""
        document = self._window.desk.document
        if document is None:
            return
        remark = remark_of(document.record, finding)
        if remark is not None:
            self._answer(answer(document.record, remark.id, reason))
            return
        place = str(finding.place)
        kept = [s for s in document.record.set_aside if (s.code, s.place) != (finding.code, place)]
        if reason:
            kept.append(SetAside(finding.code, place, reason))
        self.set_value(Place(RECORD, None, "set_aside"), tuple(kept), "EDIT_EXPLAIN")

    def answer_done(self, finding: Finding) -> None:
        """Answer a remark of finance with what was changed (已按意见修改)."""
        self._window.paper.commit_open()
        document = self._window.desk.document
        remark = remark_of(document.record, finding) if document is not None else None
        if document is None or remark is None:
            return
        record, scores = document.record, document.view.scores
        language = self._space.language
        text = done_answer(record, document.definition, scores, remark, language)
        self._answer(answer(record, remark.id, text))

    def _answer(self, change: Change | None) -> None:
        self.attempt(lambda: self._window.desk.commit(change))
        self._window.enable()

    def set_unprinted(self, place: Place, value: JsonValue) -> None:
        """Set a field that is not printed."""
        self.set_value(place, value, "EDIT_SET")

    def set_value(self, place: Place, value: JsonValue, name: str) -> None:
        """Set a value of the open record, as one change of this name."""
        self.attempt(lambda: self._window.desk.set_value(place, value, name))
        self._window.enable()

    def _layout(self, key: str, value: JsonValue) -> None:
        document = self._window.desk.document
        if document is not None:
            self.set_value(_LAYOUT, {**document.record.layout, key: value}, "EDIT_LAYOUT")

    def show_section(self, section: str, on: bool) -> None:
        """Switch an optional section of the form on or off for this record."""
        document = self._window.desk.document
        if document is not None:
            chosen = [s for s in document.record.layout.get("sections", ()) if s != section]
            self._layout("sections", [*chosen, section] if on else chosen)

    def optional_name(self, section: Section) -> str:
        """What an optional section is called in the menu: its own first wording."""
        lines = section.lines if isinstance(section, NotesSection) else ()
        items = (item.label for key in ("cells", "items") for item in getattr(section, key, ()))
        own = (getattr(section, key, "") for key in ("label", "text"))
        first = next((str(word) for word in (*own, *items, *lines) if word), section.id)
        return first.rstrip("：:")
