"""Clues that look the same in every language: links, addresses and names of accounts.

And those that look the same all over a country: postcodes and number plates.
"""

import re
from collections.abc import Iterator
from typing import Final

from domain.model.clue_script import Span, Spans
from domain.model.clues import ClueKind

SITES: Final = (
    "t.me",
    "telegram.me",
    "telegram.dog",
    "instagram.com",
    "instagr.am",
    "facebook.com",
    "fb.com",
    "fb.me",
    "m.me",
    "messenger.com",
    "twitter.com",
    "x.com",
    "tiktok.com",
    "linkedin.com",
    "snapchat.com",
    "threads.net",
    "threads.com",
    "youtube.com",
    "reddit.com",
    "discord.gg",
    "discord.com",
    "vk.com",
    "wa.me",
    "signal.me",
    "bsky.app",
)
"""Where people have profiles; an address with nothing behind it names nobody."""

_SITE = "|".join(map(re.escape, SITES))
_LINK = re.compile(
    rf"(?<![\w@.-])(?:https?://)?(?:[a-z]{{1,8}}\.)?(?:{_SITE})/[^\s<>\"“”]+|(?<!\w)tg://[^\s<>\"“”]+",
    re.IGNORECASE,
)
_EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]+\s?(?:@|[(\[]at[)\]])\s?[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,}", re.IGNORECASE
)
_MAIL_SAID = re.compile(
    r"(?<![\w.+-])[\w.+-]+\s+at\s+(?:gmail|googlemail|hotmail|outlook|yahoo|icloud|proton(?:mail)?)\b"
    r"(?:\s+dot\s+|\.)(?:com|co\s+dot\s+uk|co\.uk|me)\b",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"(?<![\w@./])@[^\W\d]\w{2,31}(?:\.\w+)*(?![\w@])")
_ACCOUNT = re.compile(
    r"(?<!\w)(?:instagram|insta|ig|snapchat|snap|tiktok|telegram|facebook|discord|whatsapp)"
    r"(?:\s+(?:is|id|name|username|account))?\s*:\s*@?(?=\w+[\d._]\w)([^\W\d][\w.]{2,30})",
    re.IGNORECASE,
)
_NO_HANDLES = frozenset({"@home", "@work", "@school", "@the", "@night", "@all", "@everyone"})

_AREAS = (
    "AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY "
    "E EC EH EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE "
    "LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL "
    "SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE"
)
_POSTCODE = re.compile(
    rf"(?<![\w-])(?:{'|'.join(sorted(_AREAS.split(), key=len, reverse=True))})\d[\dA-HJKMNP-Y]?"
    r"\s?(?!1st|2nd|3rd|\dth)\d[ABD-HJLNP-UW-Z]{2}(?!\w)",
    re.IGNORECASE,
)

_NEAR_PLATE = r"(?:reg|registration|registered|plate|plates|numberplate)(?:\W+\w+){0,2}?\W+"
_SPELT = (
    r"[A-HJ-PR-Y][A-Z]\d\d\s?[A-Z]{3}|[A-HJ-NPR-TV-Y]\d{1,3}\s?[A-Z]{3}|[A-Z]{3}\s?\d{1,3}[A-Z]"
)
_TOLD_PLATE = re.compile(rf"(?<!\w){_NEAR_PLATE}(?P<plate>{_SPELT})(?!\w)", re.IGNORECASE)
_PLATE = re.compile(
    r"(?<![\w-])(?:"
    r"[A-HJ-PR-Y][A-Z]\d\d[ -]?(?P<current>[A-Z]{3})"
    r"|[A-HJ-NPR-TV-Y](?P<figures>\d{1,3}) ?(?P<prefix>[A-Z]{3})"
    r"|(?P<suffix>[A-Z]{3}) ?\d{1,3}[A-Z]"
    r")(?![\w-])"
)
_SMALL_PLATE = re.compile(
    r"(?<![\w-])(?:[a-hj-pr-y][a-z]\d\d|[a-hj-npr-tv-y]\d{3})[a-z]{3}(?![\w-])"
)
_SHOUTED = (
    "AND THE BUT FOR WAS HAD HAS NOT YOU HER HIS SHE OUR OUT OFF BUS CAR MAN MEN BOY ONE TWO WHO "
    "WHY ARE ALL ANY NOW TOO GOT RAN SAW SAY HIM ITS NEW OLD END WAY VAN AGO DAY CAD REF URN RUN "
    "GBP PIN AGE TEL"
)
"""Words of three letters beside a postcode district or a bus in a text all in capitals."""
_VOWELS = frozenset("AEIOUY")


def links(text: str) -> Iterator[Span]:
    """Find links to pages where people have profiles."""
    for match in _LINK.finditer(text):
        words = match[0].rstrip(".,;:!?)]}'")
        if not words.endswith("/") or words.count("/") > (3 if "://" in words else 1):
            yield match.start(), match.start() + len(words)


def emails(text: str) -> Iterator[Span]:
    """Find e-mail addresses."""
    for pattern in _EMAIL, _MAIL_SAID:
        for match in pattern.finditer(text):
            yield match.span()


def handles(text: str) -> Iterator[Span]:
    """Find names of accounts."""
    for match in _HANDLE.finditer(text):
        if match[0].casefold() not in _NO_HANDLES:
            yield match.span()
    for match in _ACCOUNT.finditer(text):
        yield match.start(1), match.start(1) + len(match[1].rstrip("."))


def _postcodes(text: str) -> Iterator[Span]:
    return (each.span() for each in _POSTCODE.finditer(text))


def _plates(text: str) -> Iterator[Span]:
    for match in _TOLD_PLATE.finditer(text):
        yield match.span("plate")
    for match in _PLATE.finditer(text):
        if _is_plate(match):
            yield match.span()
    for match in _SMALL_PLATE.finditer(text):
        yield match.span()


def _is_plate(match: re.Match[str]) -> bool:
    letters = match["current"] or match["prefix"] or match["suffix"]
    if letters in _SHOUTED.split():
        return False
    # "E17 VAN" is a place and a word; letters without a vowel make no word.
    short = match["figures"] is not None and len(match["figures"]) < len("123")
    return not short or not _VOWELS & set(letters)


BY_COUNTRY: Final[dict[str, tuple[tuple[ClueKind, Spans], ...]]] = {
    "GB": ((ClueKind.POSTCODE, _postcodes), (ClueKind.PLATE, _plates)),
}
"""Postcodes and number plates look different in every country."""
