import pytest

from app.exchange.texts import clean_text


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("一\r\n二\r三\n四\t五", "一\n二\n三\n四\t五"),
        ("a\x00b\x0bc\x1fd\x7fe", "abcde"),
        ("\ud800坏\udfff", "坏"),
        ("𬭎𠮷\ue000", "𬭎𠮷\ue000"),
        ("\ufffe\uffff", ""),
    ],
)
def test_only_unwritable_characters_go(text: str, clean: str) -> None:
    assert clean_text(text) == clean
