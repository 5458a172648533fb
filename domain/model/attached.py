"""One file that a person handed over: what it was sent as, how far it has got, what is known of it.

Holds no byte of the file and nothing by which the original could be fetched.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from domain.model.evidence import Cleaned, Kind, Refusal, Remains, Removed
from domain.model.ids import CaseId, EvidenceId, ReporterKey

MOST_FILES = 10
"""Files of one report."""

MOST_BYTES = 60 * 1024 * 1024
"""Bytes of all files of one report together."""


class SentAs(StrEnum):
    """What a file was sent as, which is how the person knows it."""

    PHOTO = "photo"
    ANIMATION = "animation"
    VIDEO = "video"
    VIDEO_NOTE = "video_note"
    VOICE = "voice"
    AUDIO = "audio"
    DOCUMENT = "document"


TELLING = frozenset({SentAs.VIDEO, SentAs.VIDEO_NOTE, SentAs.VOICE, SentAs.AUDIO})
"""What may hold a voice, so that a person is asked before it is fetched."""

VOICELESS = (
    "image/",
    "text/",
    "application/pdf",
    "application/msword",
    "application/vnd.ms-",
    "application/vnd.openxmlformats-officedocument.",
    "application/vnd.oasis.opendocument.",
)
"""How the types of documents begin that hold no voice; any other document may be a recording."""

WITH_PICTURE = frozenset({SentAs.VIDEO, SentAs.VIDEO_NOTE})
"""What is still of use without its sound."""


class FileState(StrEnum):
    """How far a file has got."""

    OFFERED = "offered"
    """The person was asked about it and has not said yes; nothing was fetched."""
    WAITING = "waiting"
    CLEAN = "clean"
    REFUSED = "refused"


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """One cleaned file as it is sent on: its kind, the ending of its name, its bytes."""

    kind: Kind
    ending: str
    size: int


@dataclass(frozen=True, kw_only=True, slots=True)
class AttachedFile:
    """What is known of a file.

    ``size``: bytes as sent, 0 where Telegram did not say.  ``place``: files are listed in the order
    of these numbers.  ``caption``: words that came with it,
    which are no part of the report until the person says so.  ``tries``: how often cleaning was
    begun.  ``sha256``: of the bytes as sent, hex, so that the original can be recognised later.
    ``forwarded``: whether it came from another chat; from which or of whom is not known here.
    ``as_document``: whether it was sent as a document, so that nothing was taken out on the way.
    """

    id: EvidenceId
    sent_as: SentAs
    state: FileState = FileState.WAITING
    size: int = 0
    place: int = 0
    mime: str = field(default="", repr=False)
    caption: str = field(default="", repr=False)
    without_sound: bool = False
    forwarded: bool = False
    as_document: bool = False
    tries: int = 0
    parts: tuple[Part, ...] = ()
    removed: tuple[Removed, ...] = ()
    remains: tuple[Remains, ...] = ()
    refused: Refusal | None = None
    sha256: str = field(default="", repr=False)

    @property
    def may_tell_a_voice(self) -> bool:
        """Tell whether the person has to be asked before it is fetched."""
        if self.sent_as is SentAs.DOCUMENT:
            return not self.mime.casefold().startswith(VOICELESS)
        return self.sent_as in TELLING

    @property
    def is_taken_apart(self) -> bool:
        """Tell whether its text and its pictures are passed on instead of the file."""
        is_pdf = any(part.kind is Kind.PDF for part in self.parts)
        return Removed.FORMATTING in self.removed and not is_pdf

    @property
    def brought_its_place(self) -> bool:
        """Tell whether it is a picture that said where it was taken, being sent as a document."""
        is_picture = self.as_document and self.sent_as is SentAs.PHOTO
        return is_picture and Removed.PLACE in self.removed

    @property
    def weight(self) -> int:
        """Return the bytes that count against the limit of a report."""
        return sum(part.size for part in self.parts) or self.size

    def cleaned(self, result: Cleaned) -> "AttachedFile":
        """Return the file as it is known once it was cleaned."""
        return replace(
            self,
            state=FileState.CLEAN,
            mime="",
            parts=tuple(
                Part(kind=part.kind, ending=part.ending, size=len(part.data))
                for part in result.parts
            ),
            removed=tuple(each for each in Removed if each in result.removed),
            remains=tuple(each for each in Remains if each in result.remains),
            sha256=result.sha256.hex(),
        )

    def turned_down(self, reason: Refusal) -> "AttachedFile":
        """Return the file as it is known once it was refused."""
        return replace(self, state=FileState.REFUSED, mime="", refused=reason, size=0)


@dataclass(frozen=True, kw_only=True, slots=True)
class OfDraft:
    """A file belongs to the draft of a person, or will once they say so."""

    reporter: ReporterKey


@dataclass(frozen=True, kw_only=True, slots=True)
class OfCase:
    """A file belongs to a case."""

    case: CaseId


Holder = OfDraft | OfCase


def file_to_plain(file: AttachedFile) -> dict[str, object]:
    """Turn a file into JSON-ready data."""
    return {
        "id": file.id,
        "sent_as": file.sent_as.value,
        "state": file.state.value,
        "size": file.size,
        "place": file.place,
        "mime": file.mime,
        "caption": file.caption,
        "without_sound": file.without_sound,
        "forwarded": file.forwarded,
        "as_document": file.as_document,
        "tries": file.tries,
        "parts": [[part.kind.value, part.ending, part.size] for part in file.parts],
        "removed": [each.value for each in file.removed],
        "remains": [each.value for each in file.remains],
        "refused": file.refused.value if file.refused else None,
        "sha256": file.sha256,
    }


def file_from_plain(plain: object) -> AttachedFile:
    """Turn data made by `file_to_plain` back into the file; raises ValueError where it is none."""
    match plain:
        case {
            "id": str(evidence),
            "sent_as": str(sent_as),
            "state": str(state),
            "size": int(size),
            "place": int(place),
            "mime": str(mime),
            "caption": str(caption),
            "without_sound": bool(without_sound),
            "forwarded": bool(forwarded),
            "as_document": bool(as_document),
            "tries": int(tries),
            "parts": list(parts),
            "removed": list(removed),
            "remains": list(remains),
            "refused": (None | str()) as refused,
            "sha256": str(sha256),
            **rest,
        } if not rest:
            return AttachedFile(
                id=EvidenceId(evidence),
                sent_as=SentAs(sent_as),
                state=FileState(state),
                size=size,
                place=place,
                mime=mime,
                caption=caption,
                without_sound=without_sound,
                forwarded=forwarded,
                as_document=as_document,
                tries=tries,
                parts=tuple(_part(part) for part in parts),
                removed=tuple(Removed(each) for each in removed),
                remains=tuple(Remains(each) for each in remains),
                refused=Refusal(refused) if refused is not None else None,
                sha256=sha256,
            )
        case _:
            raise ValueError("not a file")


def _part(plain: object) -> Part:
    match plain:
        case [str(kind), str(ending), int(size)]:
            return Part(kind=Kind(kind), ending=ending, size=size)
        case _:
            raise ValueError("not a part")


def numbered(files: tuple[AttachedFile, ...]) -> Mapping[EvidenceId, int]:
    """Count the files of each kind from 1, in their order: the 2 of "Photo 2"."""
    counts: dict[SentAs, int] = {}
    numbers: dict[EvidenceId, int] = {}
    for file in files:
        counts[file.sent_as] = counts.get(file.sent_as, 0) + 1
        numbers[file.id] = counts[file.sent_as]
    return numbers
