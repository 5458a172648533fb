"""What the service remembers of a chat: its language, its one screen, what it can wipe."""

from collections.abc import Iterable
from dataclasses import replace

from domain.model.contact import WayBack
from domain.model.conversation import DELETABLE, Conversation, renewed
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
    """Forget a chat's messages and receipt; return the messages that can still be deleted."""
    conversation = _conversation(tx, reporter, occasion, policy)
    bare = replace(conversation, screen=None, traces=(), receipt=None, keepsake=None, kept=None)
    tx.conversations.put(bare)
    # The question whether to take them is wiped too, and nobody could answer it.
    for file in tx.evidence.offered(reporter):
        tx.evidence.erase(file.id)
    return tuple(
        trace.message for trace in conversation.traces if occasion.now - trace.at < DELETABLE
    )


def forget_person(tx: Transaction, reporter: ReporterKey, way: WayBack) -> bool:
    """Erase the draft, all that is remembered of the chat, and every way that leads to it.

    How a file for a sent report is fetched is such a way: what is not cleaned yet goes.
    """
    draft = tx.drafts.remove(reporter)
    conversation = tx.conversations.remove(reporter)
    tx.evidence.erase_sent_from(way)
    reached = tx.routes.cases(way)
    for case_id in reached:
        tx.routes.remove(case_id)
        case = tx.cases.get(case_id)
        if case:
            tx.cases.put(case.without_way_back())
    return draft or conversation or bool(reached)


def _conversation(
    tx: Transaction, reporter: ReporterKey, occasion: Occasion, policy: Policy
) -> Conversation:
    known = tx.conversations.get(reporter)
    return renewed(known, reporter, policy.draft_expires_at(occasion.now))
