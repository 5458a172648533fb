"""The files of a draft on the screen: what became of each, and the buttons that go with them."""

from domain.model.answers import Attached
from domain.model.attached import AttachedFile, FileState, numbered
from domain.model.words import utf16_length
from handlers import file_view
from handlers.buttons import pack
from handlers.context import Room
from handlers.screens import Button, Row, in_columns
from texts.markup import Html

CAPTION_EXCERPT = 80
"""Letters of the words under a file that the list shows."""

SHORT_NAME = 15
"""Buttons with up to this many letters stand two in a row."""

ROOM_FOR_FILES = 2600
"""UTF-16 units of the list; the question and the rest need room too."""


def file_lines(room: Room, answer: Attached) -> Html:
    """Return a paragraph for each file, and a line that says how many are in work."""
    numbers = numbered(answer.files)
    told = [_told(room, file, numbers[file.id]) for file in answer.files if _is_settled(file)]
    paragraphs: list[Html] = []
    for paragraph in told:
        if utf16_length("".join([*paragraphs, paragraph])) > ROOM_FOR_FILES:
            paragraphs.append(room.say("evidence-more", count=len(told) - len(paragraphs)))
            break
        paragraphs.append(paragraph)
    waiting = len(answer.having(FileState.WAITING))
    if waiting:
        paragraphs.append(room.say("evidence-in-work", count=waiting))
    return Html("\n\n".join(paragraphs))


def file_rows(room: Room, step: str, answer: Attached) -> tuple[Row, ...]:
    """Return the buttons: words under a file first, then one to remove each, then Done."""
    numbers = numbered(answer.files)
    names = {each.id: _name(room, each, numbers[each.id]) for each in answer.files}
    rows: list[Row] = []
    for file in answer.files:
        if file.caption:
            add = room.plain("button-caption-add", name=names[file.id])
            leave = room.plain("button-caption-leave")
            rows.append(
                (
                    Button(add, pack("under", file.id, "add")),
                    Button(leave, pack("under", file.id, "leave")),
                )
            )
    removals = [
        Button(room.plain("button-remove-file", name=names[file.id]), pack("unfile", file.id))
        for file in answer.files
    ]
    done = Button(room.plain("button-done"), pack("next", step), style="primary")
    short = all(len(each.words) <= SHORT_NAME for each in removals)
    return (*rows, *in_columns(removals, 2 if short else 1), (done,))


def _is_settled(file: AttachedFile) -> bool:
    return file.state is not FileState.WAITING or bool(file.caption)


def _told(room: Room, file: AttachedFile, number: int) -> Html:
    lines = [room.say("evidence-title", name=_name(room, file, number))]
    if file.state is FileState.CLEAN:
        lines.append(file_view.taken_out(room.services, room.language, file))
        remains = file_view.still_there(room.services, room.language, file)
        lines += [remains] if remains else []
    if file.refused:
        lines.append(room.say(f"evidence-refused-{file.refused.value.replace('_', '-')}"))
    if file.caption:
        whole = file.caption
        excerpt = whole if len(whole) <= CAPTION_EXCERPT else whole[:CAPTION_EXCERPT] + "…"
        lines.append(room.say("evidence-caption", words=excerpt))
    return Html("\n".join(lines))


def _name(room: Room, file: AttachedFile, number: int) -> str:
    return file_view.name(room.services, room.language, file, number)
