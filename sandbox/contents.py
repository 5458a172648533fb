"""What a message of a person can carry besides words and files, in the Bot API's shape."""

from collections.abc import Sequence

from sandbox.refusals import Json

LIVE_FOR = 60 * 60
DICE_VALUE = 4
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
