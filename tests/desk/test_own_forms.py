"""A bureau's own forms: shown behind the shipped ones, and never in anybody's way."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from app.desk.form_files import SIZE_LIMIT
from app.desk.forms import Gallery, gallery
from app.desk.texts import fault_sentence
from app.desk.workspace import Workspace
from app.model.faults import DefinitionError
from tests.second import FOLDER, FORM_IDS

FORM = (FOLDER / "second" / "form.toml").read_text("utf-8")
OWN = FORM.replace('id = "second"', 'id = "own"')
SHIPPED = FORM_IDS[0]
OVERLAY = 'schema = "ziping.form/1"\nid = "own"\n'


def put(forms: Path, text: str | bytes, name: str = "own") -> None:
    folder = forms / name
    folder.mkdir(parents=True, exist_ok=True)
    data = text.encode() if isinstance(text, str) else text
    (folder / "form.toml").write_bytes(data)


def overlay(base: str, name: str = "own") -> str:
    head = OVERLAY.replace('"own"', f'"{name}"')
    return f'{head}extends = "{base}"\nversion = 1\ntitle = "本县表"\nbasis = "本县通知"\n'


def long_chain(forms: Path) -> None:
    for number in range(12):
        put(forms, overlay(f"link{number + 1}", f"link{number}"), f"link{number}")
    put(forms, overlay("link0"))


def cycle(forms: Path) -> None:
    put(forms, overlay("other"))
    put(forms, overlay("own", "other"), "other")


def loop(forms: Path) -> None:
    forms.mkdir()
    (forms / "own").symlink_to(forms / "own")


def pipe(forms: Path) -> None:
    (forms / "own").mkdir(parents=True)
    os.mkfifo(forms / "own" / "form.toml")


def folder_as_file(forms: Path) -> None:
    (forms / "own" / "form.toml").mkdir(parents=True)


def without_definition(forms: Path) -> None:
    (forms / "own").mkdir(parents=True)
    (forms / "own" / "form.toml.txt").write_text(OWN, encoding="utf-8")


def columns(count: int) -> str:
    widths = ", ".join(["4.0"] * count)
    return OWN.replace("columns = [30.0, 90.0, 60.0, 60.0]", f"columns = [{widths}]")


BROKEN: dict[str, tuple[Callable[[Path], object], str]] = {
    "no TOML": (lambda forms: put(forms, "[[[ 不是"), "DEFINITION_061"),
    "empty": (lambda forms: put(forms, ""), "DEFINITION_055"),
    "UTF-16": (lambda forms: put(forms, OWN.encode("utf-16")), "DEFINITION_011"),
    "broken UTF-8": (lambda forms: put(forms, OWN.encode() + b"\xff"), "DEFINITION_011"),
    "unknown key": (lambda forms: put(forms, OWN.replace("basis", "basys")), "DEFINITION_054"),
    "text for a number": (
        lambda forms: put(forms, OWN.replace("version = 3", 'version = "3"')),
        "DEFINITION_056",
    ),
    "unknown kind": (lambda forms: put(forms, OWN.replace('"goals"', '"gaols"')), "DEFINITION_060"),
    "other id": (lambda forms: put(forms, FORM), "DEFINITION_012"),
    "huge": (lambda forms: put(forms, OWN + "#" * SIZE_LIMIT), "DEFINITION_050"),
    "long number": (lambda forms: put(forms, "version = " + "9" * 9_000), "DEFINITION_001"),
    "long key": (lambda forms: put(forms, "a." * 90_000 + "a = 1"), "DEFINITION_058"),
    "deep list": (lambda forms: put(forms, "a = " + "[" * 90_000), "DEFINITION_058"),
    "columns": (lambda forms: put(forms, columns(10_000)), "DEFINITION_006"),
    "no number": (lambda forms: put(forms, OWN.replace("90.0", "nan")), "DEFINITION_051"),
    "type of no size": (
        lambda forms: put(forms, OWN.replace("body_size = 9.5", "body_size = 1e300")),
        "DEFINITION_051",
    ),
    "itself": (lambda forms: put(forms, overlay("own")), "DEFINITION_041"),
    "cycle": (cycle, "DEFINITION_041"),
    "list as base": (lambda forms: put(forms, OVERLAY + "extends = []"), "DEFINITION_041"),
    "base is gone": (lambda forms: put(forms, overlay("gone")), "DEFINITION_040"),
    "long chain": (long_chain, "DEFINITION_057"),
    "overlay of another shape": (
        lambda forms: put(forms, overlay(SHIPPED) + "[change.funds]\nrows = 3\n"),
        "DEFINITION_056",
    ),
    "link to itself": (loop, "DEFINITION_011"),
    "pipe": (pipe, "DEFINITION_011"),
    "folder as file": (folder_as_file, "DEFINITION_011"),
    "no definition": (without_definition, "DEFINITION_052"),
}


def own(forms: Path) -> Gallery:
    return Gallery(gallery().shipped_folder, forms)


def test_an_own_form_stands_behind_the_shipped_ones(tmp_path: Path) -> None:
    put(tmp_path, OWN)
    held = own(tmp_path)
    assert held.ids() == (*gallery().ids(), "own")
    assert held.form("own").definition.title == "村级公益事业项目自查表"
    assert held.usable()[-1].folder == tmp_path / "own"
    assert held.broken(own=True) == ()


def test_an_own_form_extends_a_shipped_one(tmp_path: Path) -> None:
    put(tmp_path, overlay(SHIPPED))
    made = own(tmp_path).form("own").definition
    assert (made.title, made.basis) == ("本县表", "本县通知")
    assert made.sections() == gallery().form(SHIPPED).definition.sections()


def test_an_own_form_with_a_shipped_id_is_refused(tmp_path: Path) -> None:
    put(tmp_path, overlay(SHIPPED, SHIPPED), SHIPPED)
    held = own(tmp_path)
    assert held.form(SHIPPED) == gallery().form(SHIPPED)
    ((name, sentence),) = held.broken(own=True)
    assert name == SHIPPED
    assert "编号相同" in sentence


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", BROKEN)
def test_a_form_out_of_order_says_why_and_stops_no_other(
    name: str, language: str, tmp_path: Path
) -> None:
    spoil, code = BROKEN[name]
    forms = tmp_path / "forms"
    spoil(forms)
    put(forms, FORM, "second")
    held = own(forms)
    told = dict(held.broken(language, own=True))
    assert "second" not in told
    assert "{" not in told["own"].replace("{…}", "")
    assert [form.definition.id for form in held.usable()] == [*gallery().ids(), "second"]
    assert held.title("own") == "own"
    if code != "DEFINITION_052":
        with pytest.raises(DefinitionError) as caught:
            held.form("own")
        assert caught.value.code == code
        assert told["own"] == fault_sentence(caught.value, language)
    else:
        assert "form.toml.txt" in told["own"]


def test_without_a_folder_there_is_nothing_to_say(tmp_path: Path) -> None:
    assert own(tmp_path / "none").broken(own=True) == ()


def test_a_file_in_place_of_the_folder_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "forms").write_text("x", encoding="utf-8")
    ((name, sentence),) = own(tmp_path / "forms").broken(own=True)
    assert name == "forms"
    assert "文件夹" in sentence


def test_a_folder_without_permission_is_told_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, OWN)
    listed = Path.iterdir

    def refuse(path: Path) -> object:
        if path == tmp_path:
            raise PermissionError(13, "no")
        return listed(path)

    monkeypatch.setattr(Path, "iterdir", refuse)
    ((name, sentence),) = own(tmp_path).broken(own=True)
    assert name == tmp_path.name
    assert "没有权限" in sentence


def test_a_definition_beside_the_folders_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "form.toml").write_text(OWN, encoding="utf-8")
    ((_, sentence),) = own(tmp_path).broken(own=True)
    assert "直接放了 form.toml" in sentence


def test_shipped_forms_that_are_gone_leave_the_own_ones(tmp_path: Path) -> None:
    put(tmp_path / "forms", OWN)
    held = Gallery(tmp_path / "gone", tmp_path / "forms")
    assert [form.definition.id for form in held.usable()] == ["own"]
    assert [name for name, _ in held.broken(own=True)] == ["gone"]


def test_the_data_folder_brings_its_forms_and_takes_them_along(tmp_path: Path) -> None:
    put(tmp_path / "one" / "forms", OWN)
    workspace = Workspace(tmp_path / "one")
    opened = workspace.create("own", 2024, "道路")
    assert opened.form.definition.id == "own"
    workspace.close()
    Workspace(tmp_path / "two").close()
    assert "own" not in gallery().ids()
