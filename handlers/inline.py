"""Finding a tip from any chat: ``@bot word``. Nothing of who asks is read."""

from collections.abc import Callable, Coroutine
from typing import Any

from telegram import (
    InlineQueryResultArticle,
    InputTextMessageContent,
    LinkPreviewOptions,
    Update,
)
from telegram.constants import ParseMode

from domain.model.ids import Language
from domain.model.words import cleaned
from handlers.context import Services
from texts.contacts import contact_html
from texts.markup import Html
from texts.tips import Tip

MOST_RESULTS = 10
CACHE_SECONDS = 3600
"""The same words find the same tips for everybody, so Telegram may keep the answer."""


def tips_inline(
    services: Services, language: Language
) -> Callable[[Update, object], Coroutine[Any, Any, None]]:
    """Return the framework's callback that answers inline queries with tips."""

    async def callback(update: Update, _: object) -> None:
        query = update.inline_query
        if query is None:
            return
        tips = services.texts.tips.find(language, cleaned(query.query), MOST_RESULTS)
        results = [_result(services, language, tip) for tip in tips]
        await query.answer(results, cache_time=CACHE_SECONDS, is_personal=False)

    return callback


def _result(services: Services, language: Language, tip: Tip) -> InlineQueryResultArticle:
    contact = services.texts.contacts.get(tip.contact)
    parts = [Html(f"<b>{tip.title}</b>"), tip.html]
    if contact:
        parts.append(contact_html(services.texts, language, contact))
    return InlineQueryResultArticle(
        id=f"{tip.topic}.{tip.slug}"[:64],
        title=tip.title,
        input_message_content=InputTextMessageContent(
            "\n\n".join(parts),
            parse_mode=ParseMode.HTML,
            link_preview_options=LinkPreviewOptions(is_disabled=True),
        ),
    )
