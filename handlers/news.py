"""Tells a person what became of a file that was being cleaned: on the screen they look at.

What they do not look at is not touched: a screen that somebody hid does not come back by itself.
"""

from domain.model.answers import attached
from domain.model.attached import AttachedFile, FileState, OfDraft, numbered
from domain.model.draft import REVIEW, Draft
from domain.model.fetching import FetchRequest
from domain.model.ids import Language
from domain.model.occasion import Occasion
from domain.model.step import Files
from domain.usecases.laundering import Landed
from handlers import file_view
from handlers.context import Room, Services
from handlers.problems import key
from handlers.remembering import remembering
from handlers.reporter.progress import show
from handlers.screens import Reply
from handlers.showing import Due, Showing
from texts.markup import Html


class FileNews:
    """Shows what became of files."""

    def __init__(self, services: Services, showing: Showing, first_language: Language) -> None:
        """Take what draws screens, what sends them, and the language of whoever chose none."""
        self._services = services
        self._showing = showing
        self._first_language = first_language

    def tell(
        self, request: FetchRequest, landed: Landed, file: AttachedFile, occasion: Occasion
    ) -> None:
        """Draw the screen anew where it shows files; a refusal is told wherever the person is."""
        known = landed.conversation
        if not isinstance(request.holder, OfDraft) or known is None or known.screen is None:
            return
        room = Room(
            services=self._services,
            reporter=request.holder.reporter,
            way=self._services.ways.of_chat(request.chat),
            language=known.language or self._first_language,
            conversation=known,
            occasion=occasion,
        )
        refused = file.state is FileState.REFUSED
        if not refused and not self._shows_files(request.chat, landed.draft):
            return
        screen = show(room, landed.draft)
        if refused:
            screen = screen.headed(_refusal(room, landed.draft, file))
        self._showing.show(
            request.chat,
            Due(
                reply=Reply(screen=screen, fresh=refused),
                remember=remembering(room),
                pressed=known.screen,
                old_screen=known.screen,
            ),
        )

    def _shows_files(self, chat: int, draft: Draft) -> bool:
        step = self._services.form.step(draft.at)
        return (draft.at == REVIEW or isinstance(step, Files)) and self._showing.may_redraw(chat)


def _refusal(room: Room, draft: Draft, file: AttachedFile) -> Html:
    number = 1
    for _, answer in attached(draft.answers):
        number = numbered(answer.files).get(file.id, number)
    name = file_view.name(room.services, room.language, file, number)
    title = room.say("evidence-not-taken", name=name)
    why = room.say(f"evidence-refused-{key(file.refused)}") if file.refused else ""
    return Html(f"{title}\n{why}")
