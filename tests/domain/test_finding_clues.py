"""What is pointed out and what is not: identifying sentences, and ordinary ones in any number."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.phones import phones_of
from domain.model.clue_finder import finder
from domain.model.clues import ClueKind
from tests.texts.samples import sample_values
from texts.catalogue import Catalogue
from texts.clues import load_clue_words
from texts.contacts import Contacts
from texts.languages import HOME

PUBLISHED = [number for each in Contacts.load().all for number in (each.phone, each.text_number)]
find = finder(load_clue_words(), country="GB", find_phones=phones_of("GB", PUBLISHED))


@pytest.fixture(scope="module")
def texts() -> Catalogue:
    return Catalogue.load()


IDENTIFYING: list[tuple[ClueKind, str, str]] = [
    (ClueKind.PHONE, "Call me on 07911 123456, I will answer.", "07911 123456"),
    (ClueKind.PHONE, "my number is 07700 900123", "07700 900123"),
    (ClueKind.PHONE, "+44 7911 123456", "+44 7911 123456"),
    (ClueKind.PHONE, "mum: 020 7946 0123", "020 7946 0123"),
    (ClueKind.PHONE, "Call (07700) 900123", "(07700) 900123"),
    (ClueKind.PHONE, "on 07911 123456 2 men called", "07911 123456"),
    (ClueKind.PHONE, "24.11.2026 07911 123456 999", "07911 123456"),
    (ClueKind.PHONE, "+44 (0)7911 123456 3 times", "+44 (0)7911 123456"),
    (ClueKind.PHONE, "in Poland +48 601 234 567", "+48 601 234 567"),
    (ClueKind.PHONE, "هاتفي ٠٧٩١١ ١٢٣٤٥٦", "٠٧٩١١ ١٢٣٤٥٦"),
    (ClueKind.PHONE, "０７９１１１２３４５６", "０７９１１１２３４５６"),
    (ClueKind.EMAIL, "write to amina.k+1@mail.example.org.", "amina.k+1@mail.example.org"),
    (ClueKind.EMAIL, "amina (at) example.com", "amina (at) example.com"),
    (ClueKind.EMAIL, "ａｍｉｎａ＠example.com", "ａｍｉｎａ＠example.com"),
    (ClueKind.HANDLE, "I am @amina_k there", "@amina_k"),
    (ClueKind.EMAIL, "amina92 at gmail dot com", "amina92 at gmail dot com"),
    (ClueKind.HANDLE, "@amina.k.92", "@amina.k.92"),
    (ClueKind.HANDLE, "(@amina99)", "@amina99"),
    (ClueKind.HANDLE, "insta: amina.k.92", "amina.k.92"),
    (ClueKind.HANDLE, "My Snapchat is: amina92.", "amina92"),
    (
        ClueKind.LINK,
        "see https://www.instagram.com/amina.k/?hl=en now",
        "https://www.instagram.com/amina.k/?hl=en",
    ),
    (ClueKind.LINK, "t.me/amina_k.", "t.me/amina_k"),
    (ClueKind.LINK, "https://x.com/amina", "https://x.com/amina"),
    (
        ClueKind.LINK,
        "m.facebook.com/profile.php?id=1000123",
        "m.facebook.com/profile.php?id=1000123",
    ),
    (ClueKind.LINK, "tiktok.com/@amina", "tiktok.com/@amina"),
    (ClueKind.LINK, "uk.linkedin.com/in/amina-k", "uk.linkedin.com/in/amina-k"),
    (ClueKind.LINK, "snapchat.com/add/amina", "snapchat.com/add/amina"),
    (ClueKind.LINK, "https://wa.me/447911123456", "https://wa.me/447911123456"),
    (ClueKind.LINK, "tg://user?id=123456", "tg://user?id=123456"),
    (ClueKind.NAME, "Hello, my name is Amina Khan and I live here.", "Amina Khan"),
    (ClueKind.NAME, "my name is amina", "amina"),
    (ClueKind.NAME, "my name is amina khan, I was on the bus", "amina khan"),
    (ClueKind.NAME, "My name’s Zoë O’Neill-Smith.", "Zoë O’Neill-Smith"),
    (ClueKind.NAME, "Name: Amina Khan", "Amina Khan"),
    (ClueKind.NAME, "I am called Yusuf.", "Yusuf"),
    (ClueKind.NAME, "MY NAME IS AMINA", "AMINA"),
    (ClueKind.NAME, "My surname is Nowak", "Nowak"),
    (ClueKind.NAME, "مرحبا، اسمي أمينة وأسكن هنا", "أمينة"),
    (ClueKind.NAME, "انا إسمي فاطمة", "فاطمة"),
    (ClueKind.NAME, "السلام عليكم اسمي فاطمة", "فاطمة"),
    (ClueKind.NAME, "أنا اسمي أمينة خان.", "أمينة خان"),
    (ClueKind.NAME, "أسكن في لندن واسمي يوسف", "يوسف"),
    (ClueKind.NAME, "واسمي يوسف حداد.", "يوسف حداد"),
    (ClueKind.NAME, "ضربوني أمس و إسمي فاطمة، وأنا خائفة", "فاطمة"),
    (ClueKind.NAME, "كنت هناك وأنا اسمي يوسف", "يوسف"),
    (ClueKind.ADDRESS, "I live at 14 Mare Street.", "14 Mare Street"),
    (ClueKind.ADDRESS, "i live at 14 mare street", "14 mare street"),
    (ClueKind.ADDRESS, "at number 14b Old Ford Road", "14b Old Ford Road"),
    (ClueKind.ADDRESS, "outside 27-29 St John's Ave", "27-29 St John's Ave"),
    (ClueKind.ADDRESS, "5 Ash Court", "5 Ash Court"),
    (
        ClueKind.ADDRESS,
        "Flat 3B, 14 Mare Street, London E8 3PN",
        "Flat 3B, 14 Mare Street, London E8 3PN",
    ),
    (ClueKind.ADDRESS, "Flat 4, Ash House, E2 7QB", "Flat 4, Ash House, E2 7QB"),
    (ClueKind.ADDRESS, "12 St. John's Wood High Street", "12 St. John's Wood High Street"),
    (ClueKind.ADDRESS, "they know I am in flat 12", "flat 12"),
    (ClueKind.ADDRESS, "14, E8 3PN", "14, E8 3PN"),
    (ClueKind.ADDRESS, "أسكن في 14 شارع النصر", "14 شارع النصر"),
    (ClueKind.ADDRESS, "شارع النصر رقم ١٤", "شارع النصر رقم ١٤"),
    (ClueKind.ADDRESS, "شقة رقم 3", "شقة رقم 3"),
    (ClueKind.POSTCODE, "It was near E8 3PN.", "E8 3PN"),
    (ClueKind.POSTCODE, "sw1a1aa", "sw1a1aa"),
    (ClueKind.PLATE, "a red car, AB12 CDE", "AB12 CDE"),
    (ClueKind.PLATE, "AB12-CDE", "AB12-CDE"),
    (ClueKind.PLATE, "ab12cde", "ab12cde"),
    (ClueKind.PLATE, "the reg was ab12 cde", "ab12 cde"),
    (ClueKind.PLATE, "P123 ABC drove off", "P123 ABC"),
    (ClueKind.PLATE, "an old van ABC 123D", "ABC 123D"),
]

ORDINARY = [
    "They shouted at me on the bus 73 to Stoke Newington.",
    "BUS 73",
    "bus 73a and then the 25B",
    "ON THE BUS 25B AT STRATFORD",
    "It was about 3pm on 24 November 2026.",
    "On 03/11/2026 at 10:30 and again at 22.15.",
    "on 13.01.2024 06.31, 13-01-2024 06.31, 13.01.24 06.31",
    "between 14.30 and 15.00, 5-6 boys",
    "It cost me £1,250.50 and 20 pounds.",
    "CAD 1234 of 24/11/26, crime number 4601234/26",
    "Reference 01/234567/26",
    "crime ref 4600123456",
    "I called 999, then 101, then Crimestoppers on 0800 555 111.",
    "Victim Support 08 08 16 89 111 and text 61016 or 07717 989 025.",
    "We met in SW19 and walked to SE15.",
    "WE MET IN SW19 AND WALKED TO SE15 BUT NOBODY CAME",
    "in E8, N16, NW10 and E17 most days",
    "E17 BUS STATION",
    "It was the E8 2nd time.",
    "They said my name is foreign and my name is hard to say.",
    "My name is on the list. My name is not important.",
    "he asked what my name is and I said nothing",
    "They asked me: my name is what?",
    "I am called names every day.",
    "They called me a dirty foreigner and told me to go home.",
    "3 men crossed the road and 2 girls near Mare Street laughed.",
    "5 people on Oxford Street saw it.",
    "I was waiting for the 25 Oxford Street bus.",
    "bus 55 Oxford Street direction",
    "In 2024 Mare Street was closed.",
    "10 minutes later 4 more boys came down the road.",
    "2 friends close by, 3 doors away",
    "The tyre went flat 2 days later.",
    "We were on the M25 and the A406.",
    "platform 4 Mile End Road exit",
    "Meet @ 3pm @ home",
    "they are always @home",
    "Read www.example.org/hate and netflix.com/title/12",
    "On Telegram: they wrote it there. On Facebook: nothing.",
    "It was on facebook and on instagram.com all week",
    "They sent 12 messages in 3 hours, 150 in all.",
    "He is 35 to 40, 180 cm, size 10 shoes.",
    "Carriage 4, seat 12A, train 2B54",
    "Line 2, stop 3, gate B12",
    "Room 12 at the hospital, ward 4B",
    "iPhone 15 Pro, PS5, 4K, MP3, COVID19",
    "1 Corinthians 13, Surah 2:255",
    "He had an AK47 tattoo and an 88 on his arm.",
    "HIS SHIRT SAID ABC AND THE NUMBER 10",
    "Two men, one about 30, 6ft tall, in a blue 2018 Chelsea shirt, seats 45 and 46.",
    "the 08:42 train from Brighton, coach 3, then the N29",
    "My neighbour at number 12 has done this since March 2025.",
    "The flat is on the 3rd floor; the flat below plays music.",
    "The account has 12.5k followers and posted on 21/11/26 @ 21:00.",
    "A black BMW X5, the plate started with LN67, a Ford Transit ended in KXA",
    "Gate 4 Wembley Way, row 12, block 136",
    "Junction 11A of the M1, BA12 CAR PARK, CR0 2 men, M1 2nd exit",
    "NHS number 943 476 5919, order 123-4567890-1234567, PCN AB12345678",
    "the 3 Horseshoes pub on Old Street, 200 metres from Tower Bridge Road",
    "He works at 24/7 Gym, a 9 to 5 job, size UK12.",
    'They called me "Paki" and I am called "it" at school.',
    "كتبوا اسمي على الحائط ونسيت اسمي من الخوف",
    "في الحافلة رقم 73 الساعة 8 مساء",
    "سألوني عن اسمي ثم ضربوني",
    "اسمي مكتوب على الباب",
    "كتبوا عنواني واسمي على الحائط",
    "يعرفون رقمي واسمي وعنواني",
    "سألوني عن عمري واسمي ثم ضربوني",
    "نشروا صورتي واسمي في المجموعة",
    "عرفوا مدرستي واسمي من صديق",
    "صرخوا بلقبي واسمي بصوت عال",
    "قالوا لقبي واسمي أمام الجميع",
    "كرروا شتيمتي واسمي مرتين، وأنا اسمي لم يسألوا عنه",
    "كنت في الباص 25 شارع أكسفورد الساعة 10",
    "حدث ذلك يوم ٢٤ نوفمبر ٢٠٢٦ الساعة ٣",
    "رأيت 3 رجال في شارع النصر الساعة 10",
]


@pytest.mark.parametrize(("kind", "text", "words"), IDENTIFYING, ids=lambda each: str(each)[:24])
def test_what_could_name_somebody_is_found(kind: ClueKind, text: str, words: str) -> None:
    assert [(each.kind, each.words) for each in find(text)] == [(kind, words)]


@pytest.mark.parametrize("text", ORDINARY, ids=lambda each: each[:24])
def test_an_ordinary_sentence_holds_no_clue(text: str) -> None:
    assert find(text) == ()


def test_every_kind_is_among_the_examples() -> None:
    assert {kind for kind, _, _ in IDENTIFYING} == set(ClueKind)


def test_a_text_may_hold_several_in_their_order() -> None:
    text = "My name is Amina Khan, 14 Mare Street, E8 3PN. 07911 123456 or a.khan@example.org"
    assert [each.kind for each in find(text)] == [
        ClueKind.NAME,
        ClueKind.ADDRESS,
        ClueKind.PHONE,
        ClueKind.EMAIL,
    ]


def test_the_end_of_a_phone_number_is_no_house_number() -> None:
    found = find("020 7946 0123 E8 3PN")
    assert [(each.kind, each.words) for each in found] == [
        (ClueKind.PHONE, "020 7946 0123"),
        (ClueKind.POSTCODE, "E8 3PN"),
    ]


def test_two_numbers_side_by_side_are_two() -> None:
    text = "07911 123456 07911 654321"
    assert [each.words for each in find(text)] == ["07911 123456", "07911 654321"]


def test_who_to_call_is_no_clue() -> None:
    assert [number for number in PUBLISHED if find(f"I called {number}.")] == []


def test_what_stands_for_hidden_words_is_no_clue_itself(texts: Catalogue) -> None:
    for language in texts.languages:
        for kind in ClueKind:
            assert find(texts.plain(language.code, f"clue-hidden-{kind.value}")) == ()


def test_every_language_says_what_stands_around_a_name() -> None:
    assert [each.parent.name for each in HOME.glob("*/language.toml")] == [
        each.parent.name for each in HOME.glob("*/clues.toml")
    ]
    assert all(each.names for each in load_clue_words())


def test_a_mistake_in_the_file_of_a_language_is_named(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "clues.toml").write_text("steets = []\n")
    with pytest.raises(ValueError, match=r"en/clues\.toml.*steets"):
        load_clue_words(tmp_path)


def test_none_of_our_own_words_is_taken_for_a_clue(texts: Catalogue) -> None:
    told = [
        texts.plain(language.code, key, **sample_values(texts, language.code, key))
        for language in texts.languages
        for key in texts.keys(language.code)
    ]
    assert len(told) > 500
    assert [each for each in told if find(each)] == []


@settings(max_examples=300)
@given(st.text())
def test_any_text_can_be_looked_through(text: str) -> None:
    found = find(text)
    assert [each.start for each in found] == sorted(each.start for each in found)
    for each in found:
        assert text[each.start : each.end] == each.words


PARTS = (
    *("07911 123456", "14 Mare Street", "Flat 3", "E8 3PN", "a@b.example", "my name is", "Amina"),
    *("t.me/amina", "@amina", "AB12 CDE", "020 7946 0123", "14", ",", " ", " ", "\n", "London"),
)


@given(st.lists(st.sampled_from(PARTS)))
def test_no_two_clues_overlap(parts: list[str]) -> None:
    found = find("".join(parts))
    ends = [each.end for each in found]
    assert all(end <= each.start for end, each in zip(ends, found[1:], strict=False))


def test_another_country_has_other_postcodes_and_plates() -> None:
    elsewhere = finder(load_clue_words(), country="PL", find_phones=phones_of("PL", ()))
    assert elsewhere("E8 3PN, AB12 CDE") == ()
    assert [each.words for each in elsewhere("601 234 567")] == ["601 234 567"]
