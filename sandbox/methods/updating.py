"""getUpdates and the webhook, getMe and the end of a session."""

import orjson

from sandbox.methods.table import (
    INTEGER,
    TEXT,
    TEXTS,
    TRUTH,
    UPLOAD,
    Method,
    may,
    needed,
    unmodelled,
)
from sandbox.refusals import CONFLICT, Json, Refusal
from sandbox.updates import MOST_AT_ONCE
from sandbox.webhooks import DEFAULT_CONNECTIONS
from sandbox.world import World

LONGEST_POLL = 50
WEBHOOK_IS_SET = (
    "Conflict: can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)


async def get_updates(world: World, asked: Json) -> object:
    """Hand out what happened; an offset confirms everything before it."""
    if world.webhook.url:
        raise Refusal(CONFLICT, WEBHOOK_IS_SET)
    updates = world.updates
    updates.interrupt()
    if "allowed_updates" in asked:
        updates.allow(asked["allowed_updates"])
    if offset := asked.get("offset", 0):
        updates.confirm(offset)
    limit = max(1, min(asked.get("limit", MOST_AT_ONCE), MOST_AT_ONCE))
    patience = min(asked.get("timeout", 0), LONGEST_POLL)
    batch = updates.batch(limit)
    if not batch and patience > 0:
        await updates.arrival(patience)
        batch = updates.batch(limit)
    return [orjson.Fragment(body) for body in updates.handed(batch)]


def get_me(world: World, asked: Json) -> object:
    """Introduce the bot."""
    account = world.cast.bot
    return world.bot.json() | {
        "can_join_groups": True,
        "can_read_all_group_messages": not account.privacy,
        "supports_inline_queries": account.inline,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": False,
        "allows_users_to_create_topics": False,
    }


def set_webhook(world: World, asked: Json) -> object:
    """Have updates pushed; an empty address ends that."""
    if "allowed_updates" in asked:
        world.updates.allow(asked["allowed_updates"])
    world.webhook.set(
        asked["url"],
        asked.get("secret_token", ""),
        asked.get("max_connections", DEFAULT_CONNECTIONS),
    )
    _drop(world, asked)
    if asked["url"]:
        world.updates.interrupt()
    world.updates.wake()
    return True


def delete_webhook(world: World, asked: Json) -> object:
    """Have updates wait to be fetched."""
    world.webhook.set("", "", DEFAULT_CONNECTIONS)
    _drop(world, asked)
    return True


def _drop(world: World, asked: Json) -> None:
    if asked.get("drop_pending_updates"):
        world.updates.clear()


def get_webhook_info(world: World, asked: Json) -> object:
    """Tell how pushing goes."""
    return world.webhook.json(len(world.updates), world.updates.named)


def say_goodbye(world: World, asked: Json) -> object:
    """Let the bot move to another server, which changes nothing here."""
    return True


UPDATING = (
    Method("getMe", {}, "a user", get_me),
    Method(
        "getUpdates",
        {
            "offset": may(INTEGER),
            "limit": may(INTEGER),
            "timeout": may(INTEGER),
            "allowed_updates": may(TEXTS),
        },
        "updates",
        get_updates,
        waits=True,
    ),
    Method(
        "setWebhook",
        {
            "url": needed(TEXT),
            "certificate": unmodelled(UPLOAD),
            "ip_address": may(TEXT),
            "max_connections": may(INTEGER),
            "allowed_updates": may(TEXTS),
            "drop_pending_updates": may(TRUTH),
            "secret_token": may(TEXT),
        },
        "true",
        set_webhook,
    ),
    Method("deleteWebhook", {"drop_pending_updates": may(TRUTH)}, "true", delete_webhook),
    Method("getWebhookInfo", {}, "the webhook", get_webhook_info),
    Method("logOut", {}, "true", say_goodbye),
    Method("close", {}, "true", say_goodbye),
)
