"""Hostile files, cleaned: bytes in, rebuilt bytes out.

The only parsers of pictures, film, sound, PDF and office files live here, and they run in
children that are thrown away after one file. It must not know who sent a file, what it was
called or where it goes; it writes nothing to the disk and logs nothing.

`media.room` is what others import: it loads no parser into their process.
"""

from media.limits import Limits
from media.room import CleaningRoom

__all__ = ["CleaningRoom", "Limits"]
