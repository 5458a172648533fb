"""Drafts, chats and cases as plain data in JSON bytes, and back; nothing is guessed on the way.

Knows neither keys nor tables. Whatever is not exactly what this module writes raises
`ValueError`, from which the tables make `Unreadable`.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeVar

import orjson

from domain.model.answers import Answer, Answers, from_plain, to_plain
from domain.model.attached import file_from_plain, file_to_plain
from domain.model.case import Case, Event, Mask, Proposal, Report, Status
from domain.model.clues import Kept
from domain.model.code import CaseCode
from domain.model.contact import Addition, Contact, Letter
from domain.model.conversation import Conversation, Keepsake, Receipt, Trace
from domain.model.draft import Draft
from domain.model.ids import (
    CaseId,
    CaseNumber,
    Language,
    MessageId,
    ReporterKey,
    StaffId,
    StepId,
)
from storage.times import moment, moment_from

T = TypeVar("T")
Plain = Mapping[str, object]


def packed(plain: Plain) -> bytes:
    """Return plain data as bytes."""
    return orjson.dumps(plain)


def unpacked(data: bytes) -> object:
    """Return the plain data in bytes that `packed` made."""
    return orjson.loads(data)


def draft_to_plain(draft: Draft) -> Plain:
    """Return what is sealed of a draft: all but whose it is."""
    return {
        "form_id": draft.form_id,
        "language": draft.language,
        "at": draft.at,
        "expires_at": moment(draft.expires_at),
        "answers": _answers_to_plain(draft.answers),
        "short": draft.short,
        "changing": draft.changing,
        "pending": to_plain(draft.pending) if draft.pending is not None else None,
        "kept": [[each.step, each.words] for each in draft.kept],
    }


def draft_from_plain(plain: object, reporter: ReporterKey) -> Draft:
    """Return the draft of a person."""
    match plain:
        case {
            "form_id": str(form_id),
            "language": str(language),
            "at": str(at),
            "expires_at": str(expires_at),
            "answers": dict(answers),
            "short": bool(short),
            "changing": bool(changing),
            "pending": (None | dict()) as pending,
            "kept": list(kept),
            **rest,
        } if not rest:
            return Draft(
                reporter=reporter,
                form_id=form_id,
                language=Language(language),
                at=StepId(at),
                expires_at=moment_from(expires_at),
                answers=_answers_from_plain(answers),
                short=short,
                changing=changing,
                pending=_answer_from_plain(pending) if pending is not None else None,
                kept=all_of(kept, _kept_from_plain),
            )
        case _:
            raise ValueError("not a draft")


def conversation_to_plain(conversation: Conversation) -> Plain:
    """Return what is sealed of a conversation: all but whose it is."""
    receipt, keepsake = conversation.receipt, conversation.keepsake
    return {
        "expires_at": moment(conversation.expires_at),
        "language": conversation.language,
        "screen": conversation.screen,
        "traces": [[each.message, moment(each.at)] for each in conversation.traces],
        "receipt": _receipt_to_plain(receipt) if receipt is not None else None,
        "keepsake": _keepsake_to_plain(keepsake) if keepsake is not None else None,
        "kept": conversation.kept,
    }


def conversation_from_plain(plain: object, reporter: ReporterKey) -> Conversation:
    """Return what is remembered of a person's chat."""
    match plain:
        case {
            "expires_at": str(expires_at),
            "language": (None | str()) as language,
            "screen": (None | int()) as screen,
            "traces": list(traces),
            "receipt": receipt,
            "keepsake": keepsake,
            "kept": (None | int()) as kept,
            **rest,
        } if not rest:
            return Conversation(
                reporter=reporter,
                expires_at=moment_from(expires_at),
                language=Language(language) if language is not None else None,
                screen=MessageId(screen) if screen is not None else None,
                traces=all_of(traces, _trace_from_plain),
                receipt=_receipt_from_plain(receipt) if receipt is not None else None,
                keepsake=_keepsake_from_plain(keepsake) if keepsake is not None else None,
                kept=MessageId(kept) if kept is not None else None,
            )
        case _:
            raise ValueError("not a conversation")


def case_to_plain(case: Case) -> Plain:
    """Return what is sealed of a case: all but what its columns hold."""
    report = case.report
    return {
        "number": case.number,
        "urgent": case.urgent,
        "report": {
            "form_id": report.form_id,
            "answers": _answers_to_plain(report.answers),
            "language": report.language,
            "received_on": report.received_on.isoformat(),
            "received_part": report.received_part,
        },
        "owner": case.owner,
        "owner_name": case.owner_name,
        "detail": case.detail,
        "masks": [[mask.step, mask.words] for mask in case.masks],
        "history": [_event_to_plain(event) for event in case.history],
        "contact": case.contact,
        "additions": [_dated_to_plain(each) for each in case.additions],
        "files": [file_to_plain(each) for each in case.files],
        "held": case.held,
        "proposal": _proposal_to_plain(case.proposal) if case.proposal else None,
    }


def case_from_plain(
    plain: object, case: CaseId, *, version: int, status: str, delete_on: str
) -> Case:
    """Return a case, with what its columns hold."""
    match plain:
        case {
            "number": str(number),
            "urgent": bool(urgent),
            "report": report,
            "owner": (None | int()) as owner,
            "owner_name": str(owner_name),
            "detail": str(detail),
            "masks": list(masks),
            "history": list(history),
            "contact": str(contact),
            "additions": list(additions),
            "files": list(files),
            "held": bool(held),
            "proposal": proposal,
            **rest,
        } if not rest:
            return Case(
                id=case,
                number=CaseNumber(number),
                version=version,
                status=Status(status),
                urgent=urgent,
                report=_report_from_plain(report),
                delete_on=date.fromisoformat(delete_on),
                owner=StaffId(owner) if owner is not None else None,
                owner_name=owner_name,
                detail=detail,
                masks=all_of(masks, _mask_from_plain),
                history=all_of(history, _event_from_plain),
                contact=Contact(contact),
                additions=all_of(additions, _addition_from_plain),
                files=all_of(files, file_from_plain),
                held=held,
                proposal=_proposal_from_plain(proposal) if proposal is not None else None,
            )
        case _:
            raise ValueError("not a case")


def letter_to_plain(letter: Letter, *, at: int) -> Plain:
    """Return all of a letter, and where it stands among those of its case."""
    return {"at": at, **_dated_to_plain(letter)}


def letter_from_plain(plain: object) -> tuple[int, Letter]:
    """Return a letter, after where it stands among those of its case."""
    match plain:
        case {"at": int(at), "on": str(on), "words": str(words), **rest} if not rest:
            return at, Letter(on=date.fromisoformat(on), words=words)
        case _:
            raise ValueError("not a letter")


def all_of(found: list[object], read: Callable[[object], T]) -> tuple[T, ...]:
    """Return every value of a list, each read the same way."""
    return tuple(read(each) for each in found)


def _answers_to_plain(answers: Answers) -> Plain:
    return {step: to_plain(answer) for step, answer in answers.items()}


def _answers_from_plain(plain: dict[str, object]) -> dict[StepId, Answer]:
    return {StepId(step): _answer_from_plain(answer) for step, answer in plain.items()}


def _answer_from_plain(plain: object) -> Answer:
    match plain:
        case dict():
            return from_plain(plain)
        case _:
            raise ValueError("not an answer")


def _receipt_to_plain(receipt: Receipt) -> Plain:
    return {
        "delete_on": receipt.delete_on.isoformat(),
        "contacts": list(receipt.contacts),
        "contact": receipt.contact,
    }


def _receipt_from_plain(plain: object) -> Receipt:
    match plain:
        case {
            "delete_on": str(delete_on),
            "contacts": list(contacts),
            "contact": str(contact),
            **rest,
        } if not rest:
            return Receipt(
                delete_on=date.fromisoformat(delete_on),
                contacts=all_of(contacts, _text),
                contact=Contact(contact),
            )
        case _:
            raise ValueError("not a receipt")


def _keepsake_to_plain(keepsake: Keepsake) -> Plain:
    return {"case": keepsake.case, "until": moment(keepsake.until), "code": keepsake.code}


def _keepsake_from_plain(plain: object) -> Keepsake:
    match plain:
        case {
            "case": str(case),
            "until": str(until),
            "code": (None | str()) as code,
            **rest,
        } if not rest:
            return Keepsake(
                case=CaseId(case),
                until=moment_from(until),
                code=CaseCode(code) if code is not None else None,
            )
        case _:
            raise ValueError("not a keepsake")


def _trace_from_plain(plain: object) -> Trace:
    match plain:
        case [int(message), str(at)]:
            return Trace(message=MessageId(message), at=moment_from(at))
        case _:
            raise ValueError("not a trace")


def _report_from_plain(plain: object) -> Report:
    match plain:
        case {
            "form_id": str(form_id),
            "answers": dict(answers),
            "language": str(language),
            "received_on": str(received_on),
            "received_part": str(received_part),
            **rest,
        } if not rest:
            return Report(
                form_id=form_id,
                answers=_answers_from_plain(answers),
                language=Language(language),
                received_on=date.fromisoformat(received_on),
                received_part=received_part,
            )
        case _:
            raise ValueError("not a report")


def _event_to_plain(event: Event) -> Plain:
    return {
        "action": event.action,
        "by": event.by,
        "by_name": event.by_name,
        "on": event.on.isoformat(),
        "detail": event.detail,
    }


def _event_from_plain(plain: object) -> Event:
    match plain:
        case {
            "action": str(action),
            "by": int(by),
            "by_name": str(by_name),
            "on": str(on),
            "detail": str(detail),
            **rest,
        } if not rest:
            return Event(
                action=action,
                by=StaffId(by),
                by_name=by_name,
                on=date.fromisoformat(on),
                detail=detail,
            )
        case _:
            raise ValueError("not an event")


def _proposal_to_plain(proposal: Proposal) -> Plain:
    return {
        "action": proposal.action,
        "choice": proposal.choice,
        "by": proposal.by,
        "by_name": proposal.by_name,
        "on": proposal.on.isoformat(),
    }


def _proposal_from_plain(plain: object) -> Proposal:
    match plain:
        case {
            "action": str(action),
            "choice": str(choice),
            "by": int(by),
            "by_name": str(by_name),
            "on": str(on),
            **rest,
        } if not rest:
            return Proposal(
                action=action,
                choice=choice,
                by=StaffId(by),
                by_name=by_name,
                on=date.fromisoformat(on),
            )
        case _:
            raise ValueError("not a proposal")


def _dated_to_plain(dated: Addition | Letter) -> Plain:
    return {"on": dated.on.isoformat(), "words": dated.words}


def _addition_from_plain(plain: object) -> Addition:
    match plain:
        case {"on": str(on), "words": str(words), **rest} if not rest:
            return Addition(on=date.fromisoformat(on), words=words)
        case _:
            raise ValueError("not an addition")


def _mask_from_plain(plain: object) -> Mask:
    match plain:
        case [str(step), str(words)]:
            return Mask(step=StepId(step), words=words)
        case _:
            raise ValueError("not a mask")


def _kept_from_plain(plain: object) -> Kept:
    match plain:
        case [str(step), str(words)]:
            return Kept(step=StepId(step), words=words)
        case _:
            raise ValueError("not what was kept")


def _text(found: object) -> str:
    match found:
        case str():
            return found
        case _:
            raise ValueError("not a text")
