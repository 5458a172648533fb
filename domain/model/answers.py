"""What a person answered, as values; and how a value becomes plain data and back.

Knows nothing of steps: whether an answer fits a question is the step's business.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import assert_never

from domain.model.attached import AttachedFile, FileState, file_from_plain, file_to_plain
from domain.model.ids import EvidenceId, OptionId, StepId

TYPE = "is"


class WhenKind(StrEnum):
    """How precisely somebody knows when it happened."""

    JUST_NOW = "just_now"
    TODAY = "today"
    YESTERDAY = "yesterday"
    DAY = "day"
    WORDS = "words"
    PERIOD = "period"
    UNKNOWN = "unknown"


class WhereKind(StrEnum):
    """In which form somebody said where it happened."""

    AREA = "area"
    WORDS = "words"
    POSTCODE = "postcode"
    PIN = "pin"
    ONLINE = "online"


class Grid(StrEnum):
    """How coarse a shared pin is kept."""

    STREET = "street"
    NEIGHBOURHOOD = "neighbourhood"
    BOROUGH = "borough"


@dataclass(frozen=True, kw_only=True, slots=True)
class Chosen:
    """One or several options of a step, in the form's order."""

    options: tuple[OptionId, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Written:
    """Words as the person wrote them, one part for each message.

    ``forwarded``: whether some of them came from another chat; from which is not known here.
    """

    parts: tuple[str, ...]
    forwarded: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class When:
    """A date in the precision the person gave.

    ``day``: which day just now, today or yesterday was when they answered, or the day they named; a
    report may be sent days later.  ``part``: of "just now", the part of that day.
    """

    kind: WhenKind
    day: date | None = None
    words: str = ""
    part: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Where:
    """A place; a pin is already rounded to ``grid`` when it gets here (degrees, WGS 84)."""

    kind: WhereKind
    words: str = ""
    latitude: float | None = None
    longitude: float | None = None
    grid: Grid | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Attached:
    """Files in the order they came."""

    files: tuple[AttachedFile, ...]

    def find(self, evidence: EvidenceId) -> AttachedFile | None:
        """Return one of the files."""
        return next((file for file in self.files if file.id == evidence), None)

    def with_file(self, file: AttachedFile) -> "Attached":
        """Return the files with one added, or changed where it is there already."""
        others = [each for each in self.files if each.id != file.id]
        return Attached(files=tuple(sorted([*others, file], key=lambda each: each.place)))

    def without(self, evidence: EvidenceId) -> "Attached":
        """Return the files without one."""
        return Attached(files=tuple(each for each in self.files if each.id != evidence))

    def having(self, *states: FileState) -> tuple[AttachedFile, ...]:
        """List the files that are in one of these states."""
        return tuple(file for file in self.files if file.state in states)


@dataclass(frozen=True, kw_only=True, slots=True)
class Skipped:
    """The person chose not to answer."""


@dataclass(frozen=True, kw_only=True, slots=True)
class NotSure:
    """The person does not know."""


Answer = Chosen | Written | When | Where | Attached | Skipped | NotSure
Answers = Mapping[StepId, Answer]


def facets(answer: Answer | None) -> frozenset[str]:
    """Return what conditions can ask about an answer: chosen options, or how it was given."""
    match answer:
        case Chosen(options=options):
            return frozenset(options)
        case When(kind=when):
            return frozenset({when.value})
        case Where(kind=where):
            return frozenset({where.value})
        case _:
            return frozenset()


def attached(answers: Answers) -> tuple[tuple[StepId, Attached], ...]:
    """List the answers that are files."""
    found = ((step, answer) for step, answer in answers.items() if isinstance(answer, Attached))
    return tuple(found)


def sendable(answers: Answers) -> dict[StepId, Answer]:
    """Return answers as they are sent: of files the clean ones, without words nobody added."""
    sent = dict(answers)
    for step, answer in attached(answers):
        clean = tuple(replace(file, caption="") for file in answer.having(FileState.CLEAN))
        if clean:
            sent[step] = Attached(files=clean)
        else:
            del sent[step]
    return sent


def is_given(answer: Answer | None) -> bool:
    """Tell whether an answer says something (not skipped, not unsure, not empty)."""
    match answer:
        case Chosen(options=options):
            return bool(options)
        case Written(parts=parts):
            return bool(parts)
        case When() | Where():
            return True
        case Attached(files=files):
            return bool(files)
        case _:
            return False


def to_plain(answer: Answer) -> dict[str, object]:
    """Turn an answer into JSON-ready data."""
    match answer:
        case Chosen(options=options):
            return {TYPE: "chosen", "options": list(options)}
        case Written(parts=parts, forwarded=forwarded):
            return {TYPE: "written", "parts": list(parts), "forwarded": forwarded}
        case When(kind=when, day=day, words=words, part=part):
            iso = day.isoformat() if day else None
            plain: dict[str, object] = {
                TYPE: "when",
                "kind": when.value,
                "day": iso,
                "words": words,
            }
            return {**plain, "part": part} if part else plain
        case Where() as where:
            return {
                TYPE: "where",
                "kind": where.kind.value,
                "words": where.words,
                "latitude": where.latitude,
                "longitude": where.longitude,
                "grid": where.grid.value if where.grid else None,
            }
        case Attached(files=files):
            return {TYPE: "attached", "files": [file_to_plain(file) for file in files]}
        case Skipped():
            return {TYPE: "skipped"}
        case NotSure():
            return {TYPE: "not_sure"}
        case _:
            assert_never(answer)


def from_plain(plain: Mapping[str, object]) -> Answer:
    """Turn data made by `to_plain` back into the answer; raises ValueError where it is none."""
    # A pattern for the whole mapping would be tried kind by kind: a draft is read at every tap.
    match plain.get(TYPE):
        case "chosen":
            return Chosen(options=tuple(map(OptionId, _texts(plain.get("options")))))
        case "written":
            forwarded = plain.get("forwarded") is True
            return Written(parts=_texts(plain.get("parts")), forwarded=forwarded)
        case "when":
            return _when(plain)
        case "where":
            return _where(plain)
        case "attached":
            return _attached(plain)
        case "skipped":
            return Skipped()
        case "not_sure":
            return NotSure()
        case _:
            raise ValueError("not an answer")


def _attached(plain: Mapping[str, object]) -> Attached:
    match plain:
        case {"files": list(files)}:
            return Attached(files=tuple(map(file_from_plain, files)))
        case _:
            raise ValueError("not an answer")


def _texts(found: object) -> tuple[str, ...]:
    match found:
        case list():
            return tuple(map(str, found))
        case _:
            raise ValueError("not an answer")


def _when(plain: Mapping[str, object]) -> When:
    match plain:
        case {"kind": str(kind), "day": day, "words": str(words), **rest}:
            when_day = date.fromisoformat(day) if isinstance(day, str) else None
            part = str(rest.get("part", ""))
            return When(kind=WhenKind(kind), day=when_day, words=words, part=part)
        case _:
            raise ValueError("not an answer")


def _where(plain: Mapping[str, object]) -> Where:
    match plain:
        case {"kind": str(kind), "words": str(words), **rest}:
            latitude, longitude, grid = (rest.get(k) for k in ("latitude", "longitude", "grid"))
            return Where(
                kind=WhereKind(kind),
                words=words,
                latitude=latitude if isinstance(latitude, float) else None,
                longitude=longitude if isinstance(longitude, float) else None,
                grid=Grid(grid) if isinstance(grid, str) else None,
            )
        case _:
            raise ValueError("not an answer")
