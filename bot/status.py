"""Says how the bot is now: from its database, its keys' files and the running process' state file.

Asks neither Telegram nor the process, and changes nothing, so it may be run at any moment.
"""

import asyncio
import shutil
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

from bot.clock import Clock
from bot.config import Config
from bot.findings import LEAST_FREE, Finding
from bot.logs import Event
from bot.state_file import State, minute, read_state, state_path
from bot.vitals import PLANNED_AFTER
from storage import StorageProblem, current_version, queue_as_stored
from storage.epochs import epoch_of
from storage.key_status import EpochStatus, epoch_statuses
from storage.migrate import migrations
from storage.piece_file import piece_file_of

BOT, TELEGRAM, QUEUE, ERRORS = "Bot", "Telegram", "Queue", "Errors"
DATABASE, KEYS, DISK = "Database", "Keys", "Disk"

SILENT_MINUTES = 3
"""A bot writes its state four times a minute, and asks Telegram at least once a minute."""

LATE_MINUTES = 30
"""A message that was due in an hour that ended so long ago is held up by more than Telegram."""

HOUR = timedelta(hours=1)
"""All that can be known without the key of when a message was due."""

RECENT_MINUTES = 15
"""Longer than the pause after a refusal, so that what is refused again and again stays in view."""

MEGABYTE = 1024 * 1024

TROUBLES = {
    Event.DELIVERY_REFUSED: (
        "Telegram refused a message to staff",
        "Give the bot its place and rights in the staff chats back; `check` names them.",
    ),
    Event.DELIVERY_FAILED: (
        "A message to staff could not be drawn",
        "Look up the error in the log and tell the developers its kind and place.",
    ),
    Event.POLLING_CONFLICT: (
        "Another process fetched with the same token",
        "Stop the other one; if you know of none, revoke the token.",
    ),
    Event.STORAGE_TROUBLE: (
        "The database could not be written",
        "Make room, and see that nobody holds the file locked.",
    ),
}
"""What happened and what to do about it, for every event that the state file tells of."""


async def status(config: Config, clock: Clock) -> list[Finding]:
    """Look at the state file, the queue, the database, the epoch keys and the disk."""
    path, now = config.database, clock()
    if not await asyncio.to_thread(path.exists):
        what = f"There is no database at {path}."
        return [Finding(DATABASE, ok=False, what=what, mend="Start the bot; it makes one.")]
    state = await asyncio.to_thread(read_state, state_path(path))
    return [
        *_of_bot(state, now),
        await _of_queue(path, now),
        await asyncio.to_thread(_of_database, path),
        await asyncio.to_thread(_of_keys, path, config.epochs, now.date()),
        await asyncio.to_thread(_of_disk, path),
    ]


def _of_bot(state: State | None, now: datetime) -> Iterator[Finding]:
    if state is None:
        what = "It has left no state: it never ran with this database, or cannot write beside it."
        yield Finding(BOT, ok=False, what=what, mend="Start it; look at its log if it ends.")
        return
    age = _minutes_since(state.written, now)
    alive = age < SILENT_MINUTES
    what = "It runs." if alive else f"It has given no sign of life for {_minutes(age)}."
    mend = "" if alive else "Start it; look at its log if it ends."
    yield Finding(BOT, ok=alive, what=what, mend=mend)
    yield _of_polls(state, now)
    yield from _of_troubles(state, now)
    yield _of_errors(state)


def _of_polls(state: State, now: datetime) -> Finding:
    if not state.polls:
        what = "Telegram calls the bot (webhook); whether it can is seen by `check`."
        return Finding(TELEGRAM, ok=None, what=what)
    if state.polled is None:
        what = "It has not answered since the start."
    else:
        age = _minutes_since(state.polled, now)
        if age < SILENT_MINUTES:
            return Finding(TELEGRAM, ok=True, what=f"It answered {_ago(age)}.")
        what = f"It answered {_ago(age)} for the last time."
    mend = "Look for network_trouble, polling_conflict or token_refused in the log."
    return Finding(TELEGRAM, ok=False, what=what, mend=mend)


def _of_troubles(state: State, now: datetime) -> Iterator[Finding]:
    for event, (happened, remedy) in TROUBLES.items():
        if event in state.last:
            age = _minutes_since(state.last[event], now)
            over = age >= RECENT_MINUTES
            mend = "" if over else remedy
            yield Finding(ERRORS, ok=over, what=f"{happened} {_ago(age)}.", mend=mend)


def _of_errors(state: State) -> Finding:
    if not (state.last_error or state.set_aside):
        return Finding(ERRORS, ok=True, what="None was noted since the start.")
    what = f"The last one since the start is {state.last_error or 'not known'}"
    what += f"; {state.set_aside} updates could not be handled." if state.set_aside else "."
    return Finding(ERRORS, ok=None, what=what, mend="Find it in the log; it says what and where.")


async def _of_queue(path: Path, now: datetime) -> Finding:
    try:
        queue = await queue_as_stored(path, now + PLANNED_AFTER)
    except StorageProblem as problem:
        return Finding(QUEUE, ok=False, what=str(problem))
    if queue.hour is None:
        return Finding(QUEUE, ok=True, what="Nothing waits to be sent to staff.")
    late = _minutes_since(minute(queue.hour + HOUR), now)
    since = queue.hour.strftime("%Y-%m-%d, %H:00")
    what = f"{queue.waiting} to send to staff; the oldest was due in the hour from {since} UTC."
    if late < LATE_MINUTES:
        return Finding(QUEUE, ok=True, what=what)
    mend = "See that the bot runs and may post; look for delivery_ in the log."
    return Finding(QUEUE, ok=False, what=what, mend=mend)


def _of_database(path: Path) -> Finding:
    newest = len(migrations())
    try:
        version = current_version(path)
    except StorageProblem as problem:
        return Finding(DATABASE, ok=False, what=str(problem))
    files = (path, path.with_name(f"{path.name}-wal"))
    size = sum(each.stat().st_size for each in files if each.exists())
    pieces = piece_file_of(path)
    held = pieces.stat().st_size if pieces.exists() else 0
    what = f"At version {version} of {newest}, {_megabytes(size)}; files of people: "
    what += f"{_megabytes(held)}."
    if version == newest:
        return Finding(DATABASE, ok=True, what=what)
    mend = "Run the program that belongs to it, or: python -m bot migrate"
    return Finding(DATABASE, ok=False, what=what, mend=mend)


def _of_keys(path: Path, folder: Path, today: date) -> Finding:
    try:
        weeks = epoch_statuses(path, folder, today)
    except StorageProblem as problem:
        return Finding(KEYS, ok=False, what=str(problem))
    lost = [each.epoch for each in weeks if each.is_lost]
    if lost:
        what = f"Missing, and something needs them: the keys of {', '.join(lost)}."
        mend = f"Copy their files into {folder} from the offline copy."
        return Finding(KEYS, ok=False, what=what, mend=mend)
    return Finding(KEYS, ok=True, what=_of_this_week(weeks, epoch_of(today)))


def _of_this_week(weeks: list[EpochStatus], this_week: str) -> str:
    rest = f"{len(weeks)} in all, none missing."
    for each in weeks:
        if each.epoch == this_week:
            return f"This week's, {this_week}, was made on {each.made_on}; {rest}"
    return f"This week's, {this_week}, is not made yet: nothing is due in it; {rest}"


def _of_disk(path: Path) -> Finding:
    free = shutil.disk_usage(path.parent).free
    what = f"{_megabytes(free)} are free."
    if free < LEAST_FREE:
        return Finding(DISK, ok=False, what=what, mend="Make room: a full disk takes nothing.")
    return Finding(DISK, ok=True, what=what)


def _minutes_since(then: int, now: datetime) -> int:
    # A clock that was put back must not make the past look like the future.
    return max(0, minute(now) - then)


def _minutes(count: int) -> str:
    return "1 minute" if count == 1 else f"{count} minutes"


def _ago(count: int) -> str:
    return f"{_minutes(count)} ago" if count else "less than a minute ago"


def _megabytes(size: int) -> str:
    return f"{size / MEGABYTE:.1f} MB" if size < 10 * MEGABYTE else f"{size // MEGABYTE} MB"
