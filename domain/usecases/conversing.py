"""What the service remembers of a chat: its language, its one screen, what it can wipe."""

from collections.abc import Container, Iterable
from dataclasses import replace
from datetime import datetime

from domain.model.contact import WayBack
from domain.model.conversation import Conversation, renewed
from domain.model.ids import Language, MessageId, ReporterKey
from domain.model.occasion import Occasion
from domain.model.policy import Policy
from domain.ports import Transaction


def conversation_with(tx: Transaction, reporter: ReporterKey) -> Conversation | None:
    """Return what is remembered of a chat."""
    return tx.conversations.get(reporter)


def remember_messages(
    tx: Transaction,
    reporter: ReporterKey,
    messages: Iterable[MessageId],
    *,
    screen: MessageId | None,
    kept: MessageId | None = None,
    occasion: Occasion,
    policy: Policy,
) -> Conversation:
    """Note messages that `/hide` has to delete, and which one is now the screen.

    ``kept``: the message in which the chat has its keepsake now, so that it is forgotten here.
    That message is no screen any more: what comes next stands below it.
    """
    conversation = _conversation(tx, reporter, occasion, policy).seen(messages, occasion.now)
    if kept:
        conversation = replace(conversation, screen=None, keepsake=None, kept=kept)
    else:
        conversation = replace(conversation, screen=screen or conversation.screen)
    tx.conversations.put(conversation)
    return conversation


def choose_language(
    tx: Transaction,
    reporter: ReporterKey,
    language: Language,
    *,
    occasion: Occasion,
    policy: Policy,
) -> Conversation:
    """Speak this language with the person from now on, in an open draft too."""
    conversation = replace(_conversation(tx, reporter, occasion, policy), language=language)
    tx.conversations.put(conversation)
    draft = tx.drafts.get(reporter)
    if draft:
        tx.drafts.put(replace(draft, language=language))
    return conversation


def leave_receipt(
    tx: Transaction, reporter: ReporterKey, *, occasion: Occasion, policy: Policy
) -> Conversation:
    """Stop showing the receipt of a sent report, and forget that there was one."""
    conversation = replace(_conversation(tx, reporter, occasion, policy), receipt=None)
    tx.conversations.put(conversation)
    return conversation


def hide_chat(
    tx: Transaction, reporter: ReporterKey, *, occasion: Occasion, policy: Policy
) -> tuple[MessageId, ...]:
    """Forget a chat's screen and receipt; return the messages that can still be deleted.

    Which these are is forgotten once they were wiped, so that a crash before does not leave them.
    """
    conversation = _conversation(tx, reporter, occasion, policy)
    bare = replace(conversation.bare(occasion.now), language=conversation.language)
    tx.conversations.put(bare)
    # The question whether to take them is wiped too, and nobody could answer it.
    for file in tx.evidence.offered(reporter):
        tx.evidence.erase(file.id)
    return _messages(bare)


def forget_wiped(tx: Transaction, reporter: ReporterKey, messages: Container[MessageId]) -> None:
    """Forget messages that were wiped, and the chat with the last thing known of it."""
    known = tx.conversations.get(reporter)
    if known is not None:
        _put_or_remove(tx, known.without(messages))


def forget_person(
    tx: Transaction, reporter: ReporterKey, way: WayBack, *, screen: MessageId, now: datetime
) -> tuple[MessageId, ...]:
    """Erase the draft, all that is remembered of the chat, and every way that leads to it.

    Returns the messages to wipe but ``screen``, which says what was done.  Only which these are is
    remembered until they were wiped.  How a file for a sent report is fetched is a way, too: what
    is not cleaned yet goes.
    """
    tx.drafts.remove(reporter)
    known = tx.conversations.get(reporter)
    to_wipe = known.bare(now).without((screen,)) if known is not None else None
    if to_wipe is not None:
        _put_or_remove(tx, to_wipe)
    tx.evidence.erase_sent_from(way)
    for case_id in tx.routes.cases(way):
        tx.routes.remove(case_id)
        case = tx.cases.get(case_id)
        if case:
            tx.cases.put(case.without_way_back())
    return _messages(to_wipe) if to_wipe is not None else ()


def _messages(conversation: Conversation) -> tuple[MessageId, ...]:
    return tuple(trace.message for trace in conversation.traces)


def _put_or_remove(tx: Transaction, conversation: Conversation) -> None:
    if conversation.is_empty:
        tx.conversations.remove(conversation.reporter)
    else:
        tx.conversations.put(conversation)


def _conversation(
    tx: Transaction, reporter: ReporterKey, occasion: Occasion, policy: Policy
) -> Conversation:
    known = tx.conversations.get(reporter)
    return renewed(known, reporter, policy.draft_expires_at(occasion.now))
