"""The one place that puts everything together; `bot.program` runs it."""

import asyncio
import time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from telegram.ext import ApplicationBuilder

from bot.calls import Calls
from bot.clock import Clock, clock_from
from bot.config import Config
from bot.dates import find_date, read_date
from bot.delivery import Delivery
from bot.form_file import load_form
from bot.handling import AnyApplication, Handling, OnePersonAtATime
from bot.intake import Intake
from bot.jobs.deliver import deliver
from bot.jobs.destroy_keys import destroy_keys
from bot.jobs.keep_up import keep_up
from bot.jobs.rewrite import rewrite
from bot.laundering import Laundry
from bot.limits import Limits
from bot.logs import EventLog
from bot.phones import phones_of
from bot.program import Program
from bot.roster import Roster
from bot.schedule import Job, Schedule
from bot.scrubbing import Scrubbing
from bot.transport import AiohttpRequest
from bot.watching import Watching, can_write
from domain.model.clue_finder import finder
from domain.model.clues import ClueFinder
from domain.model.ids import Language
from domain.ports import Chance, Scrubber, StoreUnavailableError
from handlers import register
from handlers.context import Organisation, Services, StaffSide, WaysBack
from handlers.incoming import Door
from handlers.news import FileNews
from handlers.reporter.progress import present
from handlers.reporter.receipt import receipt_due
from handlers.senders import Senders
from handlers.showing import Showing
from handlers.visits import Visits
from handlers.waiting_words import WaitingWords
from media import CleaningRoom
from storage import CodeKeys, Keys, RequestSealing, SqliteStore, load_key_file
from texts.catalogue import Catalogue
from texts.clues import load_clue_words

if TYPE_CHECKING:
    from bot.webhook import WebhookServer

FIRST_LANGUAGE = Language("en")
"""What people read until they choose another language."""

JOBS = (
    Job(name="deliver", every_seconds=15, function=deliver),
    Job(name="keep_up", every_seconds=60, function=keep_up),
    Job(name="destroy_keys", every_seconds=600, function=destroy_keys, first_after_seconds=300),
    Job(name="rewrite", every_seconds=6 * 3600, function=rewrite, first_after_seconds=3600),
)
"""What time causes; each looks for what is due, so a late tick loses nothing."""


async def assemble(
    config: Config,
    *,
    log: EventLog,
    chance: Chance,
    clock: Clock | None = None,
    limits: Limits | None = None,
    texts: Catalogue | None = None,
    scrubber: Scrubber | None = None,
) -> Program:
    """Open the store and wire everything; raises `ConfigProblems` or a storage error in words.

    ``scrubber``: cleans files, in place of the cleaning room.
    ``texts``: the words, where they were read already; they must hold those of the form.
    """
    form, words = load_form(config.form_file)
    texts = texts or Catalogue.load(words)
    master = Keys(load_key_file(config.key_file))
    config.database.parent.mkdir(parents=True, exist_ok=True)
    store = await SqliteStore.open(config.database, master, chance, epochs=config.epochs)
    scrubbing = Scrubbing(store.empty_log)
    question, talk, limiter = AiohttpRequest(), AiohttpRequest(), limits or Limits()
    application = _application(config, question, talk, limiter)

    def wake_delivery() -> None:
        # Delivery needs the services and the services ring at delivery: this is the knot.
        delivery.wake()

    def wake_laundry() -> None:
        laundry.wake()

    services = Services(
        store=store,
        texts=texts,
        form=form,
        policy=config.policy,
        organisation=_organisation(config),
        staff=_staff_side(config, application),
        clock=clock or clock_from(config.clock_file),
        timezone=ZoneInfo(config.organisation.timezone),
        chance=chance,
        read_date=read_date,
        find_date=find_date,
        find_clues=_clue_finder(config, texts),
        requests=RequestSealing(store.keys),
        reporter_key=store.keys.reporter_key,
        ways=WaysBack(
            mail_keys=CodeKeys(store.keys.code_salt),
            of_chat=store.keys.way_back,
            ticket=store.keys.ticket,
            read_ticket=store.keys.read_ticket,
            mac=store.keys.receipt_mac,
        ),
        visits=Visits(),
        waiting_words=WaitingWords(),
        senders=Senders(),
        sender_tags=store.keys.sender_tags,
        bot_username=lambda: application.bot.username,
        wake_delivery=wake_delivery,
        wake_laundry=wake_laundry,
        scrub_soon=scrubbing.soon,
        rewrite_files=store.rewrite_files,
        destroy_epochs=store.destroy_epochs,
        note_error=log.note_error,
    )
    showing = Showing(
        Calls(application.bot.base_url, talk, limiter),
        pause=asyncio.sleep,
        note_error=log.note_error,
        wait_for=limiter.wait_for,
    )
    cleaning = CleaningRoom()
    laundry = Laundry(
        application.bot,
        services,
        scrubber or cleaning,
        downloads=talk,
        news=FileNews(services, showing, FIRST_LANGUAGE),
        event=log,
    )
    delivery = Delivery(
        application.bot,
        services,
        event=log,
        rows_of=showing.rows_of,
        is_held_up=limiter.holds_up,
    )
    register(
        application,
        Door(
            services=services,
            showing=showing,
            present=present,
            receipt_of=receipt_due,
            first_language=FIRST_LANGUAGE,
        ),
    )
    handling = Handling(application, log, unavailable=(StoreUnavailableError,))
    watching = Watching.of(
        config, handling=handling, store=store, texts=texts, clock=services.clock, log=log
    )
    intake = Intake(
        bot=application.bot,
        request=question,
        handling=handling,
        log=log,
        answers_shown=showing.shown_soon,
        asked=watching.vitals.polled,
    )
    return Program(
        config=config,
        application=application,
        services=services,
        first_language=FIRST_LANGUAGE,
        store=store,
        showing=showing,
        delivery=delivery,
        intake=intake,
        webhook=_webhook(config, store, handling, showing, log),
        watching=watching,
        schedule=Schedule(application.job_queue, (*JOBS, watching.job)),
        scrubbing=scrubbing,
        laundry=laundry,
        cleaning=cleaning,
        log=log,
    )


def _application(
    config: Config, question: AiohttpRequest, talk: AiohttpRequest, limiter: Limits
) -> AnyApplication:
    return (
        ApplicationBuilder()
        .token(config.token.get_secret_value())
        .base_url(config.bot_url)
        .base_file_url(config.file_url)
        .request(talk)
        .get_updates_request(question)
        .rate_limiter(limiter)
        .concurrent_updates(OnePersonAtATime())
        .updater(None)
        .build()
    )


def _organisation(config: Config) -> Organisation:
    ours = config.organisation
    return Organisation(name=ours.name, area=ours.area, areas=ours.areas)


def _clue_finder(config: Config, texts: Catalogue) -> ClueFinder:
    country = config.organisation.country
    contacts = texts.contacts.all
    published = {number for each in contacts for number in (each.phone, each.text_number)}
    return finder(load_clue_words(), country=country, find_phones=phones_of(country, published))


def _staff_side(config: Config, application: AnyApplication) -> StaffSide:
    staff, workers = config.staff, config.staff.case_workers
    roster = Roster(
        bot=application.bot,
        queue=staff.queue_id,
        channel=staff.channel_id,
        moderators=frozenset(staff.moderators),
        case_workers=None if workers == "members" else frozenset(workers),
        monotonic=time.monotonic,
    )
    return StaffSide(
        queue=staff.queue_id,
        channel=staff.channel_id,
        language=Language(staff.language),
        member=roster.member,
        may_be_staff=roster.may_be_staff,
    )


def _webhook(
    config: Config, store: SqliteStore, handling: Handling, showing: Showing, log: EventLog
) -> "WebhookServer | None":
    webhook, secret = config.telegram.webhook, config.webhook_secret
    if config.telegram.mode != "webhook" or webhook is None or secret is None:
        return None
    # A web server takes 2 MB, which a bot that asks for its updates does without.
    from bot.webhook import WebhookServer  # noqa: PLC0415

    return WebhookServer(
        webhook=webhook,
        secret=secret.get_secret_value(),
        handling=handling,
        log=log,
        is_ready=can_write(store),
        answers_shown=showing.shown_soon,
    )
