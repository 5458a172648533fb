"""Files as people have them on their telephones, each with a mark in what nobody sees."""

import io

from PIL import Image

MARK = "Canary-Phone-77"
"""Stands in the hidden part of every file."""

DEVICE = 0x0110
"""The number of the camera's model among what a photo says of itself."""


def a_photo(colour: str = "red") -> bytes:
    """Return a photo that says in its hidden part which phone made it."""
    made = io.BytesIO()
    hidden = Image.Exif()
    hidden[DEVICE] = MARK
    Image.new("RGB", (320, 240), colour).save(made, "JPEG", exif=hidden)
    return made.getvalue()
