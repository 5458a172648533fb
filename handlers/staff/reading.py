"""What a member of staff reads in their private chat: a case's words, or what was done to it.

Shows what it is given; who may read is checked by the caller, for every page anew.
"""

from domain.model.case import PROPOSED, Case, Event
from handlers.answer_view import written_answers
from handlers.buttons import pack
from handlers.case_view import outcome_words, proposed_words
from handlers.context import Office
from handlers.fitting import Block, flowed
from handlers.problems import key
from handlers.screens import Button, Row, Screen
from handlers.staff.held import held
from texts.markup import Html, has_link

PAGE = "spage"
DONE = "sdone"


def words_screen(office: Office, case: Case, page: int = 0) -> Screen:
    """Return a page of the person's own words, those of the report first; masked ones are bars."""
    answers = written_answers(office.services, case.shown_answers())
    if not answers and not case.additions:
        return Screen(office.say("staff-read-nothing"), ())
    blocks = [Block(office.say("staff-read-warning"))]
    told = [*(words for _, words in answers), *(added.words for added in case.additions)]
    if any(map(has_link, told)):
        blocks.append(Block(office.say("staff-card-links")))
    for step, words in answers:
        label = office.plain(f"report-{key(step.id)}-label")
        blocks.append(Block(office.say("staff-card-section", section=label), words))
    blocks += [
        Block(office.say("staff-read-added", day=added.on), added.words) for added in case.additions
    ]
    return _screen(office, case, "read", blocks, page)


def history_screen(office: Office, case: Case, page: int = 0) -> Screen:
    """Return a page of what staff did and noted, the newest first."""
    blocks = [_told(office, event) for event in reversed(case.history)]
    return _screen(office, case, "history", blocks, page)


def _told(office: Office, event: Event) -> Block:
    if event.action == "note":
        heading = office.say("staff-history-note", day=event.on, by=event.by_name)
        return Block(heading, event.detail)
    if event.action == PROPOSED:
        said = proposed_words(office.services, office.language, event.by_name, event.detail)
        return Block(office.say("staff-card-history-line", day=event.on, event=said))
    detail = outcome_words(office.services, office.language, event.action, event.detail)
    words = office.say(f"staff-done-{key(event.action)}", by=event.by_name, detail=detail)
    return Block(office.say("staff-card-history-line", day=event.on, event=words))


def _screen(office: Office, case: Case, view: str, blocks: list[Block], page: int) -> Screen:
    def title(part: int, parts: int) -> Html:
        return office.say("staff-read-title", number=case.number, page=part, pages=parts)

    pages = flowed(blocks, title)
    page = min(page, len(pages) - 1)
    text = pages[page] if page else Html(f"{title(1, len(pages))}\n\n{pages[0]}")
    turn: list[Button] = []
    if page:
        words = office.plain("staff-read-previous")
        turn.append(Button(words, pack(PAGE, view, case.id, page - 1)))
    if page + 1 < len(pages):
        turn.append(Button(office.plain("staff-read-next"), pack(PAGE, view, case.id, page + 1)))
    done: Row = (Button(office.plain("staff-read-done"), pack(DONE, "read", case.id)),)
    return held(office, case, Screen(text, ((tuple(turn), done) if turn else (done,))))
