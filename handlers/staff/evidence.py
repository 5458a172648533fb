"""Evidence in a member's private chat: what is said before it, under each file, and when it went.

Shows what it is given; who may look is checked by the caller, at every press anew.
"""

from domain.model.case import Case
from domain.model.ids import CaseId
from domain.usecases.exhibiting import Exhibit, files_of
from handlers import file_view
from handlers.buttons import pack
from handlers.context import Office, Services
from handlers.screens import Button, Row, Screen
from handlers.staff.card import EVIDENCE
from handlers.staff.reading import DONE
from texts.markup import Html


def coming_screen(office: Office, case: Case) -> Screen:
    """Say what is coming, that it may upset, and when it goes."""
    count = sum(len(file.parts) for file in files_of(case))
    if not count:
        return Screen(office.say("staff-evidence-none", number=case.number))
    return Screen(
        office.say("staff-evidence-coming", number=case.number, count=count),
        done_rows(office.services, case.id),
    )


def done_rows(services: Services, case: CaseId) -> tuple[Row, ...]:
    """Return the button that takes the files out of the chat."""
    words = services.texts.plain(services.staff.language, "staff-evidence-done")
    return ((Button(words, pack(DONE, EVIDENCE, case)),),)


def caption(services: Services, found: Exhibit, *, part: int, repeat: bool) -> Html:
    """Return what stands under a file: which it is, what went, what may remain, its checksum.

    Of a file that was forwarded staff learn just that.
    """
    language = services.staff.language
    name = file_view.name(services, language, found.file, found.of_its_kind)
    parts = len(found.file.parts)
    texts = services.texts
    lines = [
        *([texts.say(language, "staff-repeat-mark")] if repeat else []),
        texts.say(
            language,
            "staff-evidence-title",
            number=found.case,
            name=name,
            part=part + 1,
            parts=parts,
        ),
        *([texts.say(language, "staff-evidence-forwarded")] if found.file.forwarded else []),
        file_view.taken_out(services, language, found.file),
        *([remains] if (remains := file_view.still_there(services, language, found.file)) else []),
        texts.say(language, "staff-evidence-checksum", sum=found.file.sha256),
    ]
    return Html("\n".join(lines))


def missing(services: Services, found: Exhibit) -> Html:
    """Say that a file of a case is not there, though the case knows of it."""
    return _instead(services, found, "staff-evidence-missing")


def refused(services: Services, found: Exhibit) -> Html:
    """Say that Telegram takes a file of a case in no form."""
    return _instead(services, found, "staff-evidence-refused")


def _instead(services: Services, found: Exhibit, words: str) -> Html:
    language = services.staff.language
    name = file_view.name(services, language, found.file, found.of_its_kind)
    return services.texts.say(language, words, number=found.case, name=name)
