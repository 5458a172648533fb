"""Tells a person what became of a file that was being cleaned: on the screen they look at.

What they do not look at is not touched: a screen that somebody hid does not come back by itself.
"""

from domain.model.answers import attached
from domain.model.attached import AttachedFile, FileState, numbered
from domain.model.draft import REVIEW, Draft
from domain.model.fetching import FetchRequest
from domain.model.ids import Language
from domain.model.occasion import Occasion
from domain.model.step import Files
from domain.usecases.conversing import conversation_with
from domain.usecases.laundering import Landed, LandedInCase
from handlers import file_view
from handlers.context import Room, Services
from handlers.remembering import remembering
from handlers.reporter.case_now import case_now
from handlers.reporter.progress import present, show
from handlers.screens import Reply, Screen
from handlers.showing import Due, Showing
from texts.markup import Html


class FileNews:
    """Shows what became of files."""

    def __init__(self, services: Services, showing: Showing, first_language: Language) -> None:
        """Take what draws screens, what sends them, and the language of whoever chose none."""
        self._services = services
        self._showing = showing
        self._first_language = first_language

    async def tell(
        self, request: FetchRequest, landed: Landed | LandedInCase, occasion: Occasion
    ) -> None:
        """Draw the screen anew where it shows files; a refusal is told wherever the person is."""
        reporter = self._services.reporter_key(request.chat)
        if isinstance(landed, LandedInCase):
            known = await self._services.store.read(conversation_with, reporter)
        else:
            known = landed.conversation
        if known is None or known.screen is None:
            return
        room = Room(
            services=self._services,
            reporter=reporter,
            way=self._services.ways.of_chat(request.chat),
            language=known.language or self._first_language,
            conversation=known,
            occasion=occasion,
        )
        if isinstance(landed, LandedInCase):
            screen = await self._of_case(room, landed, request.chat)
        else:
            screen = self._of_draft(room, landed, request.chat)
        if screen:
            refused = landed.file.state is FileState.REFUSED
            due = Due(
                reply=Reply(screen=screen, fresh=refused),
                remember=remembering(room),
                pressed=known.screen,
                old_screen=known.screen,
            )
            self._showing.show(request.chat, due)

    def _of_draft(self, room: Room, landed: Landed, chat: int) -> Screen | None:
        screen = show(room, landed.draft)
        # The list of files ends with what was refused, so there it is not said twice.
        if landed.file.state is FileState.REFUSED:
            listed = isinstance(self._services.form.step(landed.draft.at), Files)
            return screen if listed else screen.headed(_refusal(room, landed.draft, landed.file))
        return screen if self._shows_files(room, chat, landed.draft) else None

    async def _of_case(self, room: Room, landed: LandedInCase, chat: int) -> Screen | None:
        """Draw what the person looks at: that case or something else. Which it was is not said."""
        visit = self._services.visits.shown(room.reporter, room.occasion.now)
        if landed.file.state is FileState.REFUSED:
            now = await (case_now(room, visit) if visit else present(room))
            refusal = file_view.refusal_of_kind(self._services, room.language, landed.file)
            return now.headed(refusal)
        if visit is None or visit.case != landed.case:
            return None
        screen = await case_now(room, visit)
        # Asked last: the person may have gone on while it was drawn.
        there = self._services.visits.is_there(room.reporter, room.occasion.now)
        return screen if there and self._showing.may_redraw(chat) else None

    def _shows_files(self, room: Room, chat: int, draft: Draft) -> bool:
        if self._services.visits.is_there(room.reporter, room.occasion.now):
            return False
        step = self._services.form.step(draft.at)
        return (draft.at == REVIEW or isinstance(step, Files)) and self._showing.may_redraw(chat)


def _refusal(room: Room, draft: Draft, file: AttachedFile) -> Html:
    number = 1
    for _, answer in attached(draft.answers):
        number = numbered(answer.files).get(file.id, number)
    name = file_view.name(room.services, room.language, file, number)
    return file_view.refusal(room.services, room.language, file, name)
