"""Readers that share no code with the cleaners: they say what a cleaned file still tells.

Each needs a program of the operating system; where it is missing, the test says so and is skipped.
"""

import base64
import contextlib
import io
import json
import re
import shutil
import subprocess
import tempfile
import zipfile
import zlib
from pathlib import Path
from typing import Any

import pytest

MARK = "CANARY"
"""Stands in every place of a planted file that must not get through."""

STRUCTURE = {
    "SourceFile", "ExifTool:ExifToolVersion", "Composite:ImageSize", "Composite:Megapixels",
    *(f"File:{name}" for name in (
        "FileName", "Directory", "FileSize", "FileModifyDate", "FileAccessDate",
        "FileTypeExtension",
        "FileInodeChangeDate", "FilePermissions", "FileType", "MIMEType", "ImageWidth",
        "ImageHeight", "EncodingProcess", "BitsPerSample", "ColorComponents", "YCbCrSubSampling",
    )),
    *(f"JFIF:{name}" for name in ("JFIFVersion", "ResolutionUnit", "XResolution", "YResolution")),
    *(f"PNG:{name}" for name in (
        "ImageWidth", "ImageHeight", "BitDepth", "ColorType", "Compression", "Filter", "Interlace",
    )),
}  # fmt: skip
"""What exiftool says of a file that holds a picture and nothing else."""


def needed(program: str) -> str:
    """Return where a program is, or skip the test."""
    found = shutil.which(program)
    if found is None:
        pytest.skip(f"{program} is not installed")
    return found


def _ask(*command: str, data: bytes, ending: str) -> str:
    with tempfile.NamedTemporaryFile(suffix=f".{ending}") as file:
        file.write(data)
        file.flush()
        done = subprocess.run([*command, file.name], capture_output=True, check=False)  # noqa: S603  the referees of the operating system
        return done.stdout.decode(errors="replace")


def exiftool(data: bytes, ending: str) -> dict[str, Any]:
    """Return every tag that exiftool finds, also in what is embedded."""
    program = needed("exiftool")
    told: list[dict[str, Any]] = json.loads(
        _ask(program, "-j", "-G", "-a", "-u", "-ee3", data=data, ending=ending)
    )
    return told[0]


def said_besides(data: bytes, ending: str) -> dict[str, Any]:
    """Return what exiftool says of a picture that is more than the picture."""
    return {name: value for name, value in exiftool(data, ending).items() if name not in STRUCTURE}


def ffprobe(data: bytes, ending: str) -> dict[str, Any]:
    """Return streams, chapters and tags as FFmpeg's own reader finds them."""
    program = needed("ffprobe")
    told: dict[str, Any] = json.loads(
        _ask(
            program, "-v", "quiet", "-print_format", "json", "-show_format", "-show_streams",
            "-show_chapters", data=data, ending=ending,
        )
    )  # fmt: skip
    return told


def qpdf(data: bytes, *, flawless: bool = False) -> str:
    """Return a PDF unpacked, as text; qpdf may find fault with it unless it should be flawless."""
    program = needed("qpdf")
    with tempfile.TemporaryDirectory() as folder:
        source, plain = Path(folder) / "a.pdf", Path(folder) / "b.pdf"
        source.write_bytes(data)
        done = subprocess.run(  # noqa: S603  the referees of the operating system
            [program, "--qdf", "--stream-data=uncompress", source, plain], check=False
        )
        assert done.returncode in ((0,) if flawless else (0, 3))
        return plain.read_bytes().decode("latin-1")


def marks_in(data: bytes) -> list[bytes]:
    """Return each form of the mark that is in the bytes, or in what is compressed in them."""
    return [form for form in FORMS for text in (data, *_inflated(data)) if form in text]


FORMS = (
    MARK.encode(),
    MARK.lower().encode(),
    MARK.encode("utf-16-le"),
    MARK.encode("utf-16-be"),
    MARK.encode().hex().encode(),
    base64.b64encode(MARK.encode()),
)


def _inflated(data: bytes) -> list[bytes]:
    found = []
    for start in re.finditer(rb"\x78[\x01\x5e\x9c\xda]", data):
        try:
            found.append(zlib.decompressobj().decompress(data[start.start() :], 1 << 20))
        except zlib.error:
            continue
    with contextlib.suppress(zipfile.BadZipFile), zipfile.ZipFile(io.BytesIO(data)) as archive:
        found += [archive.read(name) for name in archive.namelist()]
    return found
