"""One renderer for each kind of question: its words, its buttons, and what was answered already.

Generic over the form; which question comes next is the draft's business.
"""

from domain.model.answers import (
    Attached,
    Chosen,
    Grid,
    NotSure,
    When,
    WhenKind,
    Where,
    WhereKind,
    Written,
    facets,
    is_given,
)
from domain.model.attached import FileState
from domain.model.draft import Draft
from domain.model.ids import OptionId, StepId
from domain.model.place import CELL_METRES
from domain.model.step import Date, Files, Gate, LongWords, ManyOf, OneOf, Place, Step, Words
from handlers.answer_view import answer_line
from handlers.buttons import pack
from handlers.context import Room
from handlers.problems import key
from handlers.reporter.file_list import file_lines, file_rows
from handlers.reporter.menu import hide
from handlers.screens import Button, Row, Screen, fits_beside, in_columns
from texts.markup import Html

OPTIONS_AT_ONCE = 8
AREAS_AT_ONCE = 12
WAYS_IN_A_ROW = 3

CHOSEN, OPEN = "☑\ufe0e ", "☐\ufe0e "
"""Boxes before options; the selector keeps them text, where fonts would draw one as a picture."""


def ask(room: Room, draft: Draft, *, page: int = 0) -> Screen:
    """Return the screen that asks the question the draft is at."""
    step = room.services.form.step(draft.at)
    if step is None:
        raise LookupError("a draft at no step")
    words = [_progress(room, draft, step), _prompt(room, draft, step)]
    so_far = _so_far(room, draft, step)
    if so_far:
        words.append(so_far)
    text = Html("\n\n".join(each for each in words if each))
    rows = (*_rows(room, draft, step, page), *_ways_on(room, draft, step))
    return Screen(text, rows, live=isinstance(step, Files))


def label(room: Room, step: StepId) -> str:
    """Return the short name of a question."""
    return room.plain(f"report-{key(step)}-label")


def _prompt(room: Room, draft: Draft, step: Step) -> Html:
    match draft.pending:
        case When(kind=WhenKind.PERIOD):
            return room.say("report-when-period-prompt")
        case When(words=words, day=day) if day:
            return room.say("when-typed-echo", words=words, day=day)
        case Where(kind=WhereKind.PIN):
            return room.say("where-pin-grid-prompt")
        case Where(words=words):
            return room.say("where-typed-echo", words=words)
        case _:
            return room.say(
                f"report-{key(step.id)}-prompt",
                role=_perspective(room, draft),
                files=_files(draft, step),
                route_days=room.services.policy.route_days,
            )


def _perspective(room: Room, draft: Draft) -> str:
    asked = room.services.form.perspective
    return next(iter(facets(draft.answers.get(asked))), "none") if asked else "none"


def _files(draft: Draft, step: Step) -> int:
    answer = draft.answers.get(step.id)
    if not isinstance(answer, Attached):
        return 0
    return len(answer.having(FileState.WAITING, FileState.CLEAN))


def _progress(room: Room, draft: Draft, step: Step) -> Html:
    if draft.changing or isinstance(step, Gate):
        return Html("")
    if draft.short and isinstance(step, LongWords):
        return room.say("report-short-intro")
    path = room.services.form.path(draft.answers, short=draft.short)
    left = sum(1 for each in path if each.id not in draft.answers)
    return room.say("report-progress", left=max(left, 1), asked=len(path) - left)


def _so_far(room: Room, draft: Draft, step: Step) -> Html:
    answer = draft.answers.get(step.id)
    if isinstance(step, LongWords) and isinstance(answer, Written):
        return room.say(
            "report-story-part-taken",
            parts=len(answer.parts),
            characters=sum(map(len, answer.parts)),
        )
    if isinstance(step, Files) and isinstance(answer, Attached):
        return file_lines(room, answer)
    if isinstance(step, ManyOf) or not is_given(answer) or answer is None or draft.pending:
        return Html("")
    line = answer_line(room.services, room.language, step, answer)
    return room.say("report-answer-so-far", answer=line)


def _rows(room: Room, draft: Draft, step: Step, page: int) -> tuple[Row, ...]:
    match step:
        case OneOf() | ManyOf():
            return _option_rows(room, draft, step, page)
        case Date():
            return _date_rows(room, draft)
        case Place():
            return _place_rows(room, draft)
        case LongWords() | Words():
            return _words_rows(room, draft, step)
        case Files():
            given = draft.answers.get(step.id)
            return file_rows(room, step.id, given) if isinstance(given, Attached) else ()
        case _:
            raise LookupError("a kind of question without a renderer")


def _option_rows(room: Room, draft: Draft, step: OneOf | ManyOf, page: int) -> tuple[Row, ...]:
    chosen = facets(draft.answers.get(step.id))
    pages = [
        step.options[at : at + OPTIONS_AT_ONCE]
        for at in range(0, len(step.options), OPTIONS_AT_ONCE)
    ]
    page = page if page < len(pages) else 0
    buttons = [_option(room, step, option, chosen, page) for option in pages[page]]
    short = not isinstance(step, Gate) and all(fits_beside(each.words, 2) for each in buttons)
    rows = in_columns(buttons, 2 if short else 1)
    if len(pages) > 1:
        more = "button-fewer" if page == len(pages) - 1 else "button-more"
        turn = pack("page", step.id, (page + 1) % len(pages))
        rows = (*rows, (Button(room.plain(more), turn),))
    if isinstance(step, ManyOf) and chosen:
        go_on = Button(room.plain("button-continue"), pack("next", step.id), style="primary")
        rows = (*rows, (go_on,))
    return rows


def _option(
    room: Room, step: OneOf | ManyOf, option: OptionId, chosen: frozenset[str], page: int
) -> Button:
    words = room.plain(f"report-{key(step.id)}-option-{key(option)}")
    if isinstance(step, Gate):
        style = "success" if option == step.safe else "danger"
        return Button(words, pack("pick", step.id, option), style=style)
    if isinstance(step, ManyOf):
        mark = CHOSEN if option in chosen else OPEN
        return Button(mark + words, pack("toggle", step.id, option, page))
    return Button(("● " if option in chosen else "") + words, pack("pick", step.id, option))


def _date_rows(room: Room, draft: Draft) -> tuple[Row, ...]:
    match draft.pending:
        case When(kind=WhenKind.PERIOD):
            return ()
        case When():
            yes = Button(room.plain("when-echo-yes"), pack("yes", draft.at), style="primary")
            return (yes,), (Button(room.plain("when-echo-keep-words"), pack("keep_words")),)
        case _:
            kinds = (
                ("when-just-now", "when", WhenKind.JUST_NOW),
                ("when-today", "when", WhenKind.TODAY),
                ("when-yesterday", "when", WhenKind.YESTERDAY),
                ("when-pick-day", "month", "now"),
                ("when-period", "when", WhenKind.PERIOD),
                ("when-unknown", "when", WhenKind.UNKNOWN),
            )
            return in_columns(
                [Button(room.plain(words), pack(verb, each)) for words, verb, each in kinds], 2
            )


def _place_rows(room: Room, draft: Draft) -> tuple[Row, ...]:
    match draft.pending:
        case Where(kind=WhereKind.PIN):
            return tuple((Button(_grid(room, grid), pack("grid", grid.value)),) for grid in Grid)
        case Where(words=words):
            yes = Button(room.plain("where-echo-yes", words=words), pack("yes", draft.at))
            return (yes,), (Button(room.plain("where-echo-no"), pack("no", draft.at)),)
        case _:
            areas = room.services.organisation.areas[:AREAS_AT_ONCE]
            buttons = [Button(name, pack("area", at)) for at, name in enumerate(areas)]
            online = Button(room.plain("where-online"), pack("online"))
            return (*in_columns(buttons, 2), (online,))


def _grid(room: Room, grid: Grid) -> str:
    return room.plain(f"grid-{grid.value}", metres=CELL_METRES[grid])


def _words_rows(room: Room, draft: Draft, step: Words | LongWords) -> tuple[Row, ...]:
    if not is_given(draft.answers.get(step.id)):
        return ()
    done = Button(room.plain("button-done"), pack("next", step.id), style="primary")
    anew = Button(room.plain("button-write-anew"), pack("anew", step.id))
    return ((done,), (anew,)) if isinstance(step, LongWords) else ((done, anew),)


def _ways_on(room: Room, draft: Draft, step: Step) -> tuple[Row, ...]:
    """Return what is always there: back, skip, the emergency card, stop, hide, check and send."""
    form = room.services.form
    rows: list[Row] = []
    way: list[Button] = []
    if draft.pending:
        # A reading hides the question: the way back leads to the question, not past it.
        way.append(Button(room.plain("button-back"), pack("no", step.id)))
    elif draft.changing or form.first(draft.answers, short=draft.short).id != step.id:
        way.append(Button(room.plain("button-back"), pack("back", step.id)))
    given = draft.answers.get(step.id)
    if step.unsure:
        mark = "● " if isinstance(given, NotSure) else ""
        way.append(Button(mark + room.plain("button-not-sure"), pack("unsure", step.id)))
    stays = isinstance(given, Chosen | Written | Attached) and is_given(given)
    if not step.required and not stays:
        way.append(Button(room.plain("button-skip"), pack("pass", step.id)))
    way.append(Button(room.plain("button-stop"), pack("halt")))
    rows += in_columns(way, len(way) if len(way) <= WAYS_IN_A_ROW else 2)
    if not form.missing(draft.answers) and not draft.changing:
        rows.append((Button(room.plain("button-check-and-send"), pack("review")),))
    # Two in this row, not three: cut-off words on the one button that may be urgent are no good.
    rows.append((Button(room.plain("button-emergency"), pack("emergency")), hide(room)))
    return tuple(rows)
