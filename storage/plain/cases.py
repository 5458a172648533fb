"""Cases as plain data and back, with their reports and their history."""

from datetime import date

from domain.model.attached import file_from_plain, file_to_plain
from domain.model.case import Case, Event, Mask, Proposal, Report, Status
from domain.model.contact import Addition, Contact
from domain.model.ids import CaseId, CaseNumber, Language, StaffId, StepId
from storage.plain.answers import answers_from_plain, answers_to_plain
from storage.plain.packing import Plain, all_of


def case_to_plain(case: Case) -> Plain:
    """Return what is sealed of a case: all but what its columns hold."""
    report = case.report
    return {
        "number": case.number,
        "urgent": case.urgent,
        "report": {
            "form_id": report.form_id,
            "answers": answers_to_plain(report.answers),
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
        "additions": [_addition_to_plain(each) for each in case.additions],
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
                answers=answers_from_plain(answers),
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


def _addition_to_plain(addition: Addition) -> Plain:
    return {"on": addition.on.isoformat(), "words": addition.words}


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
