"""The language of the widgets: Qt's own texts and ours."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from app.locate import data_dir

CHINESE = "zh_CN"


def install_translators(app: QCoreApplication, language: str = CHINESE) -> list[QTranslator]:
    """Show widgets in a language; texts stay English where there is no translation of it.

    Returns the translators that were installed, Qt's own first; they belong to the application.
    """
    QLocale.setDefault(QLocale(language))
    qt_folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    installed: list[QTranslator] = []
    for folder, name in ((qt_folder, "qtbase"), (data_dir("i18n"), "ziping")):
        translator = QTranslator(app)
        if translator.load(str(folder / f"{name}_{language}.qm")):
            app.installTranslator(translator)
            installed.append(translator)
    return installed
