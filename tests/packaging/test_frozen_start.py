"""Programs that the frozen program starts load the system's libraries."""

import pytest

from common.start import give_back


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"LD_LIBRARY_PATH": "/p/_internal", "HOME": "/h"}, {"HOME": "/h"}),
        (
            {"LD_LIBRARY_PATH": "/p/_internal:/own", "LD_LIBRARY_PATH_ORIG": "/own"},
            {"LD_LIBRARY_PATH": "/own"},
        ),
        ({"QT_PLUGIN_PATH": "/p/plugins", "QML2_IMPORT_PATH": "/p/qml"}, {}),
        ({}, {}),
    ],
)
def test_what_is_meant_for_this_process_alone_is_taken_back(
    before: dict[str, str], after: dict[str, str]
) -> None:
    give_back(before)
    assert before == {**after, "PYINSTALLER_RESET_ENVIRONMENT": "1"}
