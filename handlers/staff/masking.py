"""Masking: one written answer a page, the bars as staff will see them, and an undo for each.

The words to mask are typed; every mask can be taken back until the case is released.
"""

from domain.model.case import Case, Mask
from domain.model.ids import CaseId
from domain.model.step import Step
from handlers.answer_view import written_answers
from handlers.buttons import pack
from handlers.context import Office
from handlers.fitting import cut, quoted
from handlers.problems import key
from handlers.screens import Button, Row, Screen
from handlers.staff.held import held
from handlers.staff.reading import DONE
from texts.markup import Html, links_as_code

TURN = "smask"
UNDO = "sundo"

ON_A_PAGE = 2400
"""Units of an answer on one page, so that the list of its masks fits below it."""

LONGEST_ON_BUTTON = 40
MASKS_AT_ONCE = 8
"""Masks listed with an undo button each on one page; older ones come up as these are undone."""


def mask_screen(office: Office, case: Case, page: int = 0) -> Screen:
    """Return a page of an answer with its bars, and the buttons to undo and to turn."""
    pages = _pages(office, case)
    if not pages:
        return Screen(office.say("staff-mask-nothing-to-mask"))
    page = min(page, len(pages) - 1)
    step, words = pages[page]
    label = office.plain(f"report-{key(step.id)}-label")
    head = office.say("staff-mask-answer", label=label, page=page + 1, pages=len(pages))
    text = [
        office.say("staff-mask-title", number=case.number),
        Html(f"{head}\n{quoted(words)}"),
        _list(office, case, step),
        office.say("staff-mask-how"),
    ]
    undo = [_undo(office, case, at, page) for at, _ in _masks_of(case, step)]
    rows = (*undo, *_ways(office, case, page, len(pages)))
    return held(office, case, Screen(Html("\n\n".join(text)), rows, asks=True))


def done_row(office: Office, case: CaseId) -> Row:
    """Return the button that ends the masking."""
    return (Button(office.plain("staff-mask-done"), pack(DONE, "mask", case)),)


def page_with(office: Office, case: Case, words: str) -> int:
    """Return the first page whose answer has these words masked."""
    steps = {mask.step for mask in case.masks if mask.words == words}
    pages = _pages(office, case)
    return next((at for at, (step, _) in enumerate(pages) if step.id in steps), 0)


def mask_at(case: Case, index: str, count: str) -> Mask | None:
    """Find the mask that an undo button meant; None when the list changed since it was drawn."""
    if not (index.isdecimal() and count == str(len(case.masks)) and int(index) < len(case.masks)):
        return None
    return case.masks[int(index)]


def _pages(office: Office, case: Case) -> list[tuple[Step, str]]:
    pages = []
    for step, words in written_answers(office.services, case.shown_answers()):
        rest = words
        while rest:
            piece, rest = cut(rest, ON_A_PAGE)
            pages.append((step, piece))
    return pages


def _masks_of(case: Case, step: Step) -> list[tuple[int, Mask]]:
    mine = [(at, mask) for at, mask in enumerate(case.masks) if mask.step == step.id]
    return mine[-MASKS_AT_ONCE:]


def _list(office: Office, case: Case, step: Step) -> Html:
    masks = _masks_of(case, step)
    if not masks:
        return office.say("staff-mask-nothing-yet")
    lines = [office.say("staff-mask-list-line", words=_short(mask.words)) for _, mask in masks]
    return links_as_code(Html("\n".join([office.say("staff-mask-list-title"), *lines])))


def _undo(office: Office, case: Case, at: int, page: int) -> Row:
    words = office.plain("staff-mask-undo", words=_short(case.masks[at].words))
    return (Button(words, pack(UNDO, case.id, page, at, len(case.masks))),)


def _short(words: str) -> str:
    one_line = " ".join(words.split())
    return one_line if len(one_line) <= LONGEST_ON_BUTTON else one_line[:LONGEST_ON_BUTTON] + "…"


def _ways(office: Office, case: Case, page: int, pages: int) -> tuple[Row, ...]:
    turn: list[Button] = []
    if page:
        turn.append(Button(office.plain("staff-mask-previous"), pack(TURN, case.id, page - 1)))
    if page + 1 < pages:
        turn.append(Button(office.plain("staff-mask-next"), pack(TURN, case.id, page + 1)))
    done = done_row(office, case.id)
    return (tuple(turn), done) if turn else (done,)
