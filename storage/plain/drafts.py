"""Drafts as plain data and back."""

from domain.model.answers import to_plain
from domain.model.clues import Kept
from domain.model.draft import Draft
from domain.model.ids import Language, ReporterKey, StepId
from storage.plain.answers import answer_from_plain, answers_from_plain, answers_to_plain
from storage.plain.packing import Plain, all_of
from storage.times import moment, moment_from


def draft_to_plain(draft: Draft) -> Plain:
    """Return what is sealed of a draft: all but whose it is."""
    return {
        "form_id": draft.form_id,
        "language": draft.language,
        "at": draft.at,
        "expires_at": moment(draft.expires_at),
        "answers": answers_to_plain(draft.answers),
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
                answers=answers_from_plain(answers),
                short=short,
                changing=changing,
                pending=answer_from_plain(pending) if pending is not None else None,
                kept=all_of(kept, _kept_from_plain),
            )
        case _:
            raise ValueError("not a draft")


def _kept_from_plain(plain: object) -> Kept:
    match plain:
        case [str(step), str(words)]:
            return Kept(step=StepId(step), words=words)
        case _:
            raise ValueError("not what was kept")
