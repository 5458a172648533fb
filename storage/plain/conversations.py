"""What is remembered of chats as plain data and back."""

from datetime import date

from domain.model.code import CaseCode
from domain.model.contact import Contact
from domain.model.conversation import Conversation, Keepsake, Receipt, Trace
from domain.model.ids import CaseId, Language, MessageId, ReporterKey
from storage.plain.packing import Plain, all_of
from storage.times import moment, moment_from


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


def _text(found: object) -> str:
    match found:
        case str():
            return found
        case _:
            raise ValueError("not a text")
