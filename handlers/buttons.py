"""The data behind buttons: a verb and its arguments, parted by colons, within 64 bytes."""

from handlers.screens import MAX_DATA_BYTES

SEPARATOR = ":"


def pack(verb: str, *arguments: object) -> str:
    """Write button data; raises ValueError where Telegram would refuse it."""
    data = SEPARATOR.join([verb, *map(str, arguments)])
    if len(data.encode()) > MAX_DATA_BYTES:
        raise ValueError("button data over 64 bytes")
    return data


def unpack(data: str) -> tuple[str, list[str]]:
    """Read button data; whatever was forged comes back as an unknown verb."""
    verb, *arguments = data.split(SEPARATOR)
    return verb, arguments
