"""How to fetch a file, sealed: nobody but the door and the worker ever holds it open."""

from dataclasses import replace
from typing import Final

from domain.model.attached import Holder, OfCase, OfDraft
from domain.model.fetching import FetchRequest, SealedRequest
from domain.model.ids import CaseId, ChatId, EvidenceId, ReporterKey
from storage.bodies import open_body, seal_body
from storage.plain import Plain
from storage.sealing import Keys, Place

REQUEST: Final = Place("evidence", "request_sealed")


class RequestSealing:
    """Seals requests for the row they will lie in, and opens them again.

    By the server key, on their way only: in their row the key of a week seals them.
    """

    def __init__(self, keys: Keys) -> None:
        """Take the keys."""
        self._seal = keys.server

    def seal(self, evidence: EvidenceId, request: FetchRequest) -> SealedRequest:
        """Return a request that only `open` can read, for the row of one file."""
        return SealedRequest(seal_body(self._seal, _to_plain(request), REQUEST, evidence))

    def hand_on(self, evidence: EvidenceId, sealed: SealedRequest, holder: Holder) -> SealedRequest:
        """Return the request of a file that somebody else holds now; nobody sees what is in it."""
        return self.seal(evidence, replace(self.open(evidence, sealed), holder=holder))

    def open(self, evidence: EvidenceId, sealed: SealedRequest) -> FetchRequest:
        """Return the request of a file, or raise `WrongKey` or `Unreadable`."""
        return open_body(self._seal, sealed, REQUEST, evidence, _from_plain)


def _to_plain(request: FetchRequest) -> Plain:
    match request.holder:
        case OfDraft(reporter=reporter):
            of, holder = "draft", str(reporter)
        case OfCase(case=case):
            of, holder = "case", str(case)
    return {"file_id": request.file_id, "chat": request.chat, "of": of, "holder": holder}


def _holder(of: str, name: str) -> Holder:
    if of == "draft":
        return OfDraft(reporter=ReporterKey(name))
    return OfCase(case=CaseId(name))


def _from_plain(plain: object) -> FetchRequest:
    match plain:
        case {
            "file_id": str(file_id),
            "chat": int(chat),
            "of": "draft" | "case" as of,
            "holder": str(holder),
            **rest,
        } if not rest:
            return FetchRequest(file_id=file_id, chat=ChatId(chat), holder=_holder(of, holder))
        case _:
            raise ValueError("not a request")
