"""Everything that the program leaves anywhere: what is sent, shown, stored, sealed, logged, named.

Each trace has a name for the place, so that a marker found in it says where the leak is.
"""

import asyncio
import io
import tempfile
import threading
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson
import pyrage
import pytest

from bot.metrics import written
from storage.backup import back_up
from storage.boxes import BoxSeal
from storage.sealing import WAY_BACK, Place, Seal
from tests.canary.dressing import Dressing
from tests.journeys.scene import Scene

Trace = tuple[str, str | bytes]

KNOWS_A_CHAT = frozenset((WAY_BACK.name, "routes.chat_sealed", "evidence.request_sealed"))
"""Columns that may hold, sealed, whose chat it is; see docs/threat-model.md."""

KNOWS_A_FILE = "evidence.request_sealed"
"""The column that holds, sealed and until it was fetched, by which id Telegram gives a file."""


@dataclass(kw_only=True)
class Sealed:
    """Every value before it was sealed, so that what lies in the files can be read here."""

    values: list[tuple[str, bytes]] = field(default_factory=list)

    def listen(self, patch: pytest.MonkeyPatch) -> None:
        """Hear of everything that is sealed from now on."""
        for kind in Seal, BoxSeal:
            patch.setattr(kind, "seal", self._heard(kind.seal))

    def _heard(self, seals: Any) -> Any:  # noqa: ANN401  a method of either kind
        def seal(key: object, plain: bytes, place: Place, row: str, *more: int) -> bytes:
            self.values.append((place.name, bytes(plain)))
            sealed: bytes = seals(key, plain, place, row, *more)
            return sealed

        return seal


@dataclass(kw_only=True)
class Everything:
    """A scene in which people's updates are dressed, and all that it leaves."""

    scene: Scene
    dressing: Dressing
    logged: io.StringIO
    sealed: Sealed
    reporters: frozenset[int]

    async def leaks(self) -> set[str]:
        """Return each field that was found somewhere, and where."""
        traces = await self._traces()
        return {each for place, content in traces for each in self.found_in(place, content)}

    def found_in(self, place: str, content: str | bytes) -> set[str]:
        """Return each field that is found in one place, and the accounts of reporters."""
        fields = self.dressing.markers.found_in(content)
        found = {f"{each} in {place}" for each in fields if not _may_be(each, place)}
        if place not in KNOWS_A_CHAT and any(self._accounts(content)):
            found.add(f"the account in {place}")
        return found

    def _accounts(self, content: str | bytes) -> Iterator[bool]:
        for account in self.reporters:
            if isinstance(content, str):
                yield str(account) in content or f"{account:x}" in content
            else:
                yield str(account).encode() in content
                yield (
                    account.to_bytes(6, "big") in content
                    or account.to_bytes(8, "little") in content
                )

    async def _traces(self) -> list[Trace]:
        """Gather what is there now; the files of a stopped bot too."""
        scene, program = self.scene, self.scene.program
        traces = [*self._shown(), *self._files("of the running bot"), *self._names()]
        await program.watching.job.function(program.services, scene.log)
        traces.append(("the metrics", written(await program.watching.vitals.read())))
        database = program.config.database
        await scene.stop_bot()
        traces += [*self._files("after the stop"), ("the log", self.logged.getvalue())]
        traces += self.sealed.values
        traces += await asyncio.to_thread(self._backup, database)
        return traces

    def _backup(self, database: Path) -> list[Trace]:
        """Make a backup and read it as its recipient does, with the bytes that lie in it."""
        recipient = pyrage.x25519.Identity.generate()
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, "backup.age")
            back_up(database, file, (str(recipient.to_public()),), self.scene.now().date())
            opened = pyrage.decrypt(file.read_bytes(), [recipient])
        cells = [cell for line in opened.splitlines() for cell in _bytes_in(orjson.loads(line))]
        return [("a backup", opened), ("a backup", b"\n".join(cells))]

    def _shown(self) -> Iterator[Trace]:
        for call in self.scene.calls:
            to_a_reporter = call.chat_id in self.reporters
            # To whom an answer goes is the one thing that such a call has to say.
            said = {k: v for k, v in call.parameters.items() if k != "chat_id" or not to_a_reporter}
            yield f"a call of {call.method}", str(said)
        for message in (*self.scene.in_queue, *self.scene.in_channel):
            yield "a message to staff", orjson.dumps(message.wire()).decode()

    def _files(self, when: str) -> Iterator[Trace]:
        for path in self.scene.folder.rglob("*"):
            if path.is_file():
                yield f"the file {path.name} {when}", path.read_bytes()
                yield "the name of a file", path.name

    def _names(self) -> Iterator[Trace]:
        yield from (("the name of a thread", each.name) for each in threading.enumerate())
        yield from (("the name of a task", each.get_name()) for each in asyncio.all_tasks())
        queue = self.scene.program.application.job_queue
        assert queue is not None
        for job in queue.scheduler.get_jobs():
            yield "the name of a job", f"{job.id} {job.name} {job.args} {job.kwargs}"


def _bytes_in(line: object) -> Iterator[bytes]:
    """Yield the bytes of a row of a backup, where they are written as letters."""
    for cell in line if isinstance(line, list) else ():
        if isinstance(cell, list):
            yield b64decode(cell[0])


def _may_be(path: str, place: str) -> bool:
    return place == KNOWS_A_FILE and path.endswith(".file_id")
