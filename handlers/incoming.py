"""The identity firewall: a raw update ends here and becomes one of a few values of ours.

This is the only module in which `Update`, `User`, `Message` and `Press` mean anything. What passes
on is in `events`; who wrote is a keyed hash; where to answer stays with `showing`.
"""

from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from telegram import Message, Update, User

from domain.model.attached import AttachedFile, OfDraft
from domain.model.conversation import Conversation
from domain.model.errors import AlreadyHandled, DomainError, StaleButton
from domain.model.fetching import FetchRequest
from domain.model.ids import ChatId, EvidenceId, Language, MessageId, UpdateId
from domain.model.occasion import Occasion
from domain.model.words import cleaned
from domain.ports import StoreUnavailableError
from domain.usecases.conversing import conversation_with
from handlers import problems
from handlers.buttons import unpack
from handlers.context import Office, Room, Services
from handlers.events import (
    ReporterEvent,
    Said,
    SentFile,
    SentOther,
    SharedPin,
    StaffSaid,
    StaffTapped,
    Tapped,
)
from handlers.holding import holding
from handlers.kinds import file_in, kind_of
from handlers.press import Press
from handlers.remembering import forgetting, remembering
from handlers.screens import Reply, Screen
from handlers.showing import Due, Showing

E = TypeVar("E")
R = TypeVar("R", bound=ReporterEvent)

Callback = Callable[[Update, Any], Coroutine[Any, Any, None]]
PressCallback = Callable[[Press, Any], Coroutine[Any, Any, None]]
SaidHandler = Callable[[Said, Room], Awaitable[Reply]]
TappedHandler = Callable[[Tapped, Room], Awaitable[Reply]]
PinHandler = Callable[[SharedPin, Room], Awaitable[Reply]]
FileHandler = Callable[[SentFile, Room], Awaitable[Reply]]
OtherHandler = Callable[[SentOther, Room], Awaitable[Reply]]
StaffTappedHandler = Callable[[StaffTapped, Office], Awaitable[Reply]]
StaffSaidHandler = Callable[[StaffSaid, Office], Awaitable[Reply | None]]

ANONYMOUS_ADMIN = 1087968824
"""Telegram's GroupAnonymousBot, which speaks for administrators who hide their name."""

STAFF_VERBS = ("c", "s")
"""Every verb on a staff button begins with one of these; no verb of reporters does."""


LONGEST_MIME = 100
"""Letters of a file's type, which its sender's program writes as it likes."""


@dataclass(frozen=True, kw_only=True)
class Door:
    """Wraps handlers of ours as callbacks of the framework."""

    services: Services
    showing: Showing
    present: Callable[[Room], Awaitable[Screen]]
    receipt_of: Callable[[Room], Screen | None]
    first_language: Language

    def said(self, handler: SaidHandler) -> Callback:
        """Wrap a handler of words or a command in a private chat."""

        async def callback(update: Update, _: object) -> None:
            message = _message(update)
            await self._from_message(update, handler, _said(message))

        return callback

    def said_by_anyone(self, reporter: SaidHandler, staff: StaffSaidHandler) -> Callback:
        """Wrap a pair: staff's handler is asked first where the person may be staff."""

        async def callback(update: Update, context: object) -> None:
            if not await self._said_by_staff(update, staff):
                await self.said(reporter)(update, context)

        return callback

    def shared_pin(self, handler: PinHandler) -> Callback:
        """Wrap a handler of places on the map."""

        async def callback(update: Update, _: object) -> None:
            message = _message(update)
            place = message.location
            if place is None:
                return
            event = SharedPin(
                latitude=place.latitude,
                longitude=place.longitude,
                live=place.live_period is not None,
                message=MessageId(message.message_id),
            )
            await self._from_message(update, handler, event)

        return callback

    def sent_file(self, handler: FileHandler) -> Callback:
        """Wrap the handler of files; how one is fetched is sealed here and opened by the worker."""

        async def callback(update: Update, _: object) -> None:
            message = _message(update)
            event = self._sent_file(message, _user(update))
            if event:
                await self._from_message(update, handler, event)

        return callback

    def sent_other(self, handler: OtherHandler) -> Callback:
        """Wrap the handler of everything that is no text and no pin."""

        async def callback(update: Update, _: object) -> None:
            message = _message(update)
            event = SentOther(
                kind="edit" if update.edited_message else kind_of(message),
                message=MessageId(message.message_id),
                forwarded=message.forward_origin is not None,
            )
            await self._from_message(update, handler, event)

        return callback

    def tapped(self, handler: TappedHandler, staff: StaffTappedHandler) -> PressCallback:
        """Wrap the handlers of presses: reporters' in private chats, staff's by their verb."""

        async def callback(press: Press, _: object) -> None:
            verb, arguments = unpack(press.data)
            if verb.startswith(STAFF_VERBS):
                await self._tapped_by_staff(press, verb, arguments, staff)
            elif press.private:
                await self._tapped_by_reporter(press, verb, arguments, handler)
            else:
                self.showing.answer_press(press.id, Reply())

        return callback

    def staff_said(self, handler: StaffSaidHandler) -> Callback:
        """Wrap the handler of a command in a staff chat; elsewhere and for others it is silent."""

        async def callback(update: Update, _: object) -> None:
            message, user, staff = update.message, update.effective_user, self.services.staff
            if message is None or user is None or message.chat_id not in staff.chats:
                return
            office = await self._office(update.update_id, user.id, user.full_name)
            argument = _said(message).argument
            reply = await self._staff_reply(handler, StaffSaid(text="", argument=argument), office)
            if reply:
                self.showing.show(message.chat_id, Due(reply=reply))

        return callback

    def _sent_file(self, message: Message, user: User) -> SentFile | None:
        found = file_in(message)
        if found is None:
            return None
        services = self.services
        evidence = EvidenceId(services.chance.token(8).hex())
        request = FetchRequest(
            file_id=found.file_id,
            chat=ChatId(message.chat_id),
            holder=OfDraft(reporter=services.reporter_key(user.id)),
        )
        file = AttachedFile(
            id=evidence,
            sent_as=found.sent_as,
            size=found.size,
            mime=found.mime[:LONGEST_MIME],
            caption=cleaned(message.caption or ""),
            forwarded=message.forward_origin is not None,
            as_document=found.as_document,
        )
        return SentFile(
            kind=kind_of(message),
            file=file,
            request=services.requests.seal(evidence, request),
            message=MessageId(message.message_id),
            forwarded=message.forward_origin is not None,
        )

    async def _from_message(
        self, update: Update, handler: Callable[[R, Room], Awaitable[Reply]], event: R
    ) -> None:
        message = _message(update)
        room = await self._room(update.update_id, _user(update).id)
        reply = self._with_receipt(await self._reply(handler, event, room), room)
        self.showing.show(
            message.chat_id,
            Due(
                reply=reply,
                remember=remembering(room),
                forget=forgetting(room) if reply.forgets else None,
                old_screen=_screen_of(room.conversation),
                heard=(MessageId(message.message_id),),
            ),
        )

    async def _tapped_by_reporter(
        self, press: Press, verb: str, arguments: list[str], handler: TappedHandler
    ) -> None:
        event = Tapped(
            verb=verb,
            arguments=tuple(arguments),
            message=MessageId(press.message),
            about=cleaned(press.about),
            about_forwarded=press.about_forwarded,
        )
        room = await self._room(press.update_id, press.person)
        try:
            reply = self._with_receipt(await self._reply(handler, event, room), room)
        except StoreUnavailableError:
            self.showing.answer_press(press.id, Reply(toast=room.plain("problem-service-busy")))
            raise
        self.showing.answer_press(press.id, reply)
        stays = room.conversation is not None and room.conversation.kept == event.message
        quotes = bool(event.about) and not reply.quoting
        self.showing.show(
            press.chat,
            Due(
                reply=replace(reply, fresh=True) if stays or quotes else reply,
                remember=remembering(room),
                forget=forgetting(room) if reply.forgets else None,
                pressed=event.message,
                old_screen=_screen_of(room.conversation),
            ),
        )

    async def _reply(
        self, handler: Callable[[E, Room], Awaitable[Reply]], event: E, room: Room
    ) -> Reply:
        try:
            return await handler(event, room)
        except AlreadyHandled:
            return Reply(screen=await self.present(room))
        except StaleButton as problem:
            # Most often the second of two quick taps: the right screen says enough.
            words = room.plain(problem.key)
            return Reply(screen=await self.present(room), toast=words)
        except DomainError as problem:
            notice = problems.words_for(problem, room)
            return Reply(screen=(await self.present(room)).headed(notice))
        except StoreUnavailableError:
            raise
        except Exception as error:  # noqa: BLE001 - the person must hear something, whatever broke
            reference = self.services.note_error(error)
            return Reply(screen=Screen(room.say("problem-unexpected", reference=reference)))

    def _with_receipt(self, reply: Reply, room: Room) -> Reply:
        """Put what only the chat will keep before everything else, until the chat has it.

        A crash after a report was stored and before its code was shown loses neither.
        """
        receipt = self.receipt_of(room)
        may_wait = reply.screen is None or reply.screen.quiet or reply.screen.urgent
        if receipt is None or may_wait:
            return reply
        return replace(reply, screen=receipt, quoting=False)

    async def _room(self, update: int, person: int) -> Room:
        services = self.services
        reporter = services.reporter_key(person)
        conversation = await services.store.read(conversation_with, reporter)
        known = conversation.language if conversation else None
        return Room(
            services=services,
            reporter=reporter,
            way=services.ways.of_chat(person),
            language=known or self.first_language,
            conversation=conversation,
            occasion=self._occasion(update),
        )

    def _occasion(self, update: int) -> Occasion:
        return Occasion(now=self.services.now(), update=UpdateId(update))

    async def _said_by_staff(self, update: Update, handler: StaffSaidHandler) -> bool:
        user, message = _user(update), _message(update)
        if not self.services.staff.may_be_staff(user.id):
            return False
        said = _said(message)
        office = await self._office(update.update_id, user.id, user.full_name)
        reply = await self._staff_reply(
            handler,
            StaffSaid(text=said.text, argument=said.argument, message=said.message),
            office,
        )
        if reply is None:
            return False
        due = Due(
            reply=reply,
            heard=(said.message,),
            protect=True,
            holding=holding(office, message.chat_id),
        )
        self.showing.show(message.chat_id, due)
        return True

    async def _tapped_by_staff(
        self, press: Press, verb: str, arguments: list[str], handler: StaffTappedHandler
    ) -> None:
        office = await self._office(press.update_id, press.person, press.name)
        if press.person == ANONYMOUS_ADMIN:
            words = office.plain("staff-anonymous-admin")
            return self.showing.answer_press(press.id, Reply(toast=words, alert=True))
        event = StaffTapped(
            verb=verb,
            arguments=tuple(arguments),
            chat=ChatId(press.chat),
            card=MessageId(press.message),
        )
        try:
            reply = await self._staff_reply(handler, event, office) or Reply()
        except StoreUnavailableError:
            busy = Reply(toast=office.plain("staff-problem-busy"), alert=True)
            self.showing.answer_press(press.id, busy)
            raise
        self.showing.answer_press(press.id, reply)
        if reply.screen or reply.wipe:
            due = Due(
                reply=reply,
                pressed=event.card,
                protect=True,
                card=not press.private,
                holding=holding(office, press.chat),
            )
            self.showing.show(press.chat, due)
        return None

    async def _staff_reply(
        self, handler: Callable[[E, Office], Awaitable[Reply | None]], event: E, office: Office
    ) -> Reply | None:
        try:
            return await handler(event, office)
        except AlreadyHandled:
            return Reply()
        except StoreUnavailableError:
            raise
        except Exception as error:  # noqa: BLE001 - a press must always be answered
            reference = self.services.note_error(error)
            words = office.plain("problem-unexpected", reference=reference)
            return Reply(toast=words, alert=True)

    async def _office(self, update: int, person: int, name: str) -> Office:
        member = await self.services.staff.member(person, name)
        return Office(services=self.services, member=member, occasion=self._occasion(update))


def _said(message: Message) -> Said:
    text = cleaned(message.text or message.caption or "")
    command, _, rest = text.partition(" ")
    return Said(
        text=text,
        argument=rest.strip() if command.startswith("/") else "",
        message=MessageId(message.message_id),
        forwarded=message.forward_origin is not None,
    )


def _message(update: Update) -> Message:
    message = update.message or update.edited_message
    if message is None:
        raise TypeError("an update without a message")
    return message


def _user(update: Update) -> User:
    user = update.effective_user
    if user is None:
        raise TypeError("an update from nobody")
    return user


def _screen_of(conversation: Conversation | None) -> MessageId | None:
    return conversation.screen if conversation else None
