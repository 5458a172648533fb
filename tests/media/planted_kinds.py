"""One planted file for each format: the list that must grow with `media.formats`."""

from collections.abc import Callable

from media.formats import Format
from tests.media import planted_films, planted_offices, planted_pdfs, planted_pictures

PLANTED: dict[Format, Callable[[], bytes]] = {
    Format.JPEG: planted_pictures.jpeg,
    Format.PNG: planted_pictures.png,
    Format.WEBP: planted_pictures.webp,
    Format.HEIF: planted_pictures.heif,
    Format.AVIF: planted_pictures.avif,
    Format.BMP: planted_pictures.bmp,
    Format.TIFF: planted_pictures.tiff,
    Format.GIF: planted_pictures.gif,
    Format.MP4: planted_films.film,
    Format.WEBM: lambda: planted_films.film("webm", "libvpx", "libopus"),
    Format.OGG: lambda: planted_films.film("ogg", None, "libopus"),
    Format.MP3: planted_films.mp3,
    Format.WAV: planted_films.wav,
    Format.FLAC: planted_films.flac,
    Format.PDF: planted_pdfs.planted,
    Format.OFFICE: planted_offices.word,
    Format.TEXT: lambda: "".join(f"{each}\u200b" for each in "seen").encode(),
}
NOT_PLANTED = {Format.LOCKED_OFFICE}
"""Always refused, so there is nothing to plant."""
MARKLESS = {Format.TEXT}
"""What hides here are signs, not words."""
