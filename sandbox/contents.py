"""What a message of a person can carry besides words and files, in the Bot API's shape."""

from collections.abc import Sequence

from sandbox.chats import User
from sandbox.refusals import Json

LIVE_FOR = 60 * 60
DICE_VALUE = 4
PRICE = 5
TICKED_AT = 1_700_000_000
OWN_PHONE = "+447700900123"
SOME_PLACE = {"latitude": 51.5, "longitude": -0.1}


def location(latitude: float, longitude: float, *, live: bool = False) -> Json:
    """Carry a place, or where the person is for the next hour."""
    place: Json = {"latitude": latitude, "longitude": longitude}
    if live:
        place |= {"live_period": LIVE_FOR, "horizontal_accuracy": 12.0, "heading": 90}
    return {"kind": "location", "value": place}


def venue(title: str, address: str) -> Json:
    """Carry a place that has a name; Telegram repeats its location beside it."""
    value = {"location": SOME_PLACE, "title": title, "address": address}
    return {"kind": "venue", "value": value, "extra": {"location": SOME_PLACE}}


def contact(phone: str, name: str, user_id: int) -> Json:
    """Carry the number of somebody who has an account."""
    value = {"phone_number": phone, "first_name": name, "user_id": user_id}
    return {"kind": "contact", "value": value}


def dice(emoji: str) -> Json:
    """Carry a throw, which is always the same here."""
    return {"kind": "dice", "value": {"emoji": emoji, "value": DICE_VALUE}}


def poll(number: int, question: str, options: Sequence[str]) -> Json:
    """Carry a new poll."""
    listed = [
        {"persistent_id": str(place), "text": text, "voter_count": 0}
        for place, text in enumerate(options)
    ]
    value = {
        "id": str(number),
        "question": question,
        "options": listed,
        "total_voter_count": 0,
        "is_closed": False,
        "is_anonymous": True,
        "type": "regular",
        "allows_multiple_answers": False,
        "allows_revoting": True,
        "members_only": False,
    }
    return {"kind": "poll", "value": value}


def story(number: int, poster: User) -> Json:
    """Carry a forwarded story; a bot is told only whose it is."""
    chat = {"id": poster.id, "type": "private", "first_name": poster.name}
    return {"kind": "story", "value": {"chat": chat, "id": number}}


def paid_media() -> Json:
    """Carry a picture that has to be paid for, and was not."""
    preview = {"type": "preview", "width": 640, "height": 480, "duration": 0}
    return {"kind": "paid_media", "value": {"star_count": PRICE, "paid_media": [preview]}}


def checklist(title: str, tasks: Sequence[str], ticked_by: User) -> Json:
    """Carry a list whose first task somebody has ticked."""
    listed: list[Json] = [{"id": place, "text": text} for place, text in enumerate(tasks, start=1)]
    listed[0] |= {"completed_by_user": ticked_by.wire, "completion_date": TICKED_AT}
    return {"kind": "checklist", "value": {"title": title, "tasks": listed}}
