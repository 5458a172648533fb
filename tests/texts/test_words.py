"""The shipped words: all there, well formed, within Telegram's limits, and in our voice."""

import re
from html import unescape
from html.parser import HTMLParser

import pytest

from domain.adding import NOTICES
from domain.model.actions import ACTIONS, Condition, StaffAction
from domain.model.answers import Grid, WhenKind, WhereKind
from domain.model.attached import SentAs
from domain.model.canned import CANNED
from domain.model.case import REPORTER_ACTS, Status
from domain.model.clues import ClueKind
from domain.model.errors import DomainError
from domain.model.evidence import Refusal, Remains, Removed
from domain.model.hate_incident import FORM
from domain.model.ids import Language
from domain.model.step import REFUSALS, ManyOf, OneOf
from domain.model.words import utf16_length
from handlers.commands import REPORTER_COMMANDS, STAFF_COMMANDS
from handlers.kinds import KINDS
from tests.texts.keys_in_code import keys_named, starts_named
from tests.texts.samples import ARABIC, ENGLISH, sample_values
from texts.catalogue import Catalogue
from texts.direction import reads_right_to_left
from texts.languages import HOME
from texts.markup import TAGS, without_markup

SCREEN, BUTTON, OPTION, TOAST = 4096, 64, 40, 200
COMMAND, DESCRIPTION, SHORT_DESCRIPTION = 60, 512, 120

TONE = re.compile(r"\b(please|sorry|oops|invalid|kindly)\b", re.IGNORECASE)
CLAIMS = re.compile(
    r"\b((100\s*%|completely|totally|fully|perfectly) (anonymous|untraceable|safe)"
    r"|(help|somebody|someone) is (on (the|its|their) way|coming)"
    r"|help will (come|arrive)"
    r"|(?<!what the )police (will|are going to|must|always|have to)"
    r"|(they|we) will (catch|arrest|punish|stop) (them|him|her|whoever))\b"
    # Wholly, or a hundred per cent, anonymous.
    "|(100\\s*[%٪]|[%٪]\\s*100|مئة بالمئة|مائة بالمائة|[%٪]\\s*١٠٠|١٠٠\\s*[%٪])"
    "|(مجهول|مجهولة|سري|سرية|آمن|آمنة) (تماما|تمامًا|كليا|كليًا|بالكامل)"
    # Help is on its way, is coming, will come.
    "|(المساعدة|النجدة|الإسعاف|الشرطة) (في الطريق|في طريقها|قادمة|آتية|ستصل|ستأتي)"
    "|(ستصل|ستأتي|سوف تصل|سوف تأتي)( إليك)? (المساعدة|النجدة|الشرطة)"
    # The police will act; in either order. What they will do can be asked.
    "|الشرطة (س[يتن]|سوف )"
    "|(?<!ما )\\b(س[يت]|سوف [يت])\\w+( \\w+)? الشرطة",
    re.IGNORECASE,
)
"""That nobody can be found, that help is on the way, that the police will act: in each language."""

BUTTONS = re.compile(
    r"(button|when|where|grid|calendar|staff-action|staff-choice)-.+|menu-.+-button"
)
NO_BUTTON = re.compile(r"(when|where)-typed-echo|where-(live-refused|pin-grid-prompt)")
TELEGRAM = "Telegram|تيليغرام|تلغرام"
POLICE_MAY_ASK = "<b>The police:</b> they may ask|<b>الشرطة:</b> قد تطلب"
NOT_THE_POLICE = "We cannot stop the police|لا نستطيع منع الشرطة"
EVERYTHING, CRIMESTOPPERS = "everything: your account|كل شيء: حسابك", "0800 555 111"
LANGUAGES = [Language(each.name) for each in HOME.iterdir() if (each / "language.toml").is_file()]


def hyphened(word: str) -> str:
    return word.replace("_", "-")


def parts_of(act: StaffAction) -> tuple[str, ...]:
    """Return what is said of an action: what leaves no line needs no words for one."""
    return ("action",) if act.mutes else ("action", "done")


def declared_keys() -> set[str]:
    """Return the keys that forms, actions, errors and lists declare without naming them."""
    keys = {f"report-section-{hyphened(step.section)}" for step in FORM.steps}
    for step in FORM.steps:
        keys |= {f"report-{hyphened(step.id)}-{part}" for part in ("prompt", "label")}
        if isinstance(step, OneOf | ManyOf):
            keys |= {f"report-{hyphened(step.id)}-option-{hyphened(o)}" for o in step.options}
    for act in ACTIONS:
        keys |= {f"staff-{part}-{hyphened(act.id)}" for part in parts_of(act)}
        keys |= {f"staff-choice-{hyphened(act.id)}-{hyphened(each)}" for each in act.choices}
    keys |= {f"staff-proposed-{hyphened(each.id)}" for each in ACTIONS if each.by_two}
    keys |= {f"staff-only-{hyphened(each)}" for each in Condition}
    keys |= {f"canned-{hyphened(each)}" for each in CANNED}
    keys |= {f"staff-prompt-{hyphened(each.id)}" for each in ACTIONS if each.writes_letter}
    keys |= {f"staff-letter-{reason}" for reason in ("empty", "too-long")}
    keys |= {f"refusal-{reason}" for reason in REFUSALS}
    keys |= {f"unsupported-{hyphened(kind)}" for kind in (*KINDS, "edit", "other")}
    keys |= {f"command-{hyphened(each)}" for each in REPORTER_COMMANDS}
    keys |= {f"staff-command-{hyphened(each)}" for each in STAFF_COMMANDS}
    keys |= {f"staff-status-{hyphened(each)}" for each in Status}
    keys |= {f"answer-when-{hyphened(each)}" for each in WhenKind}
    keys |= {f"answer-where-{hyphened(each)}" for each in WhereKind}
    keys |= {f"clue-{part}{each}" for part in ("", "hidden-") for each in ClueKind}
    keys |= {f"grid-{hyphened(each)}" for each in Grid}
    for kind in SentAs:
        keys |= {f"evidence-{part}-{hyphened(kind)}" for part in ("name", "kind")}
    keys |= {f"evidence-removed-{hyphened(each)}" for each in Removed}
    keys |= {f"evidence-remains-{hyphened(each)}" for each in Remains}
    keys |= {f"evidence-refused-{hyphened(each)}" for each in Refusal}
    keys |= {
        f"{part}-{hyphened(each)}" for part in ("timeline", "staff-done") for each in REPORTER_ACTS
    }
    keys |= {f"staff-notice-{each}" for each in NOTICES.values()}
    problems: list[type[DomainError]] = [DomainError, *DomainError.__subclasses__()]
    keys |= {problem.key for problem in problems}
    return keys


def every_message(texts: Catalogue, language: Language) -> dict[str, str]:
    return {
        key: texts.say(language, key, **sample_values(texts, language, key))
        for key in sorted(texts.keys(language))
    }


def test_every_declared_key_has_english_words(texts: Catalogue) -> None:
    assert declared_keys() - texts.keys(ENGLISH) == set()


def test_every_key_in_the_code_has_english_words(texts: Catalogue) -> None:
    missing = {key: file for key, file in keys_named().items() if not texts.has(key)}
    assert missing == {}


def test_every_key_put_together_in_the_code_exists(texts: Catalogue) -> None:
    for start in starts_named() - {"c-", "s-"}:
        assert any(key.startswith(start) for key in texts.keys(ENGLISH)), start


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_said_that_english_does_not_say(texts: Catalogue, language: Language) -> None:
    assert texts.keys(language) - texts.keys(ENGLISH) == set()


def test_arabic_is_complete(texts: Catalogue) -> None:
    assert texts.keys(ENGLISH) - texts.keys(ARABIC) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_values_are_those_of_english(texts: Catalogue, language: Language) -> None:
    differing = {
        key: (texts.values_of(ENGLISH, key), texts.values_of(language, key))
        for key in texts.keys(language)
        if texts.values_of(language, key) != texts.values_of(ENGLISH, key)
    }
    assert differing == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_markup_is_balanced_and_allowed(texts: Catalogue, language: Language) -> None:
    for key, said in every_message(texts, language).items():
        assert faults_in(said) == [], key


@pytest.mark.parametrize("language", LANGUAGES)
def test_screens_and_buttons_fit(texts: Catalogue, language: Language) -> None:
    for key in texts.keys(language):
        values = sample_values(texts, language, key)
        plain = texts.plain(language, key, **values)
        assert utf16_length(plain) <= SCREEN, key
        assert plain.strip() == plain, key
        if BUTTONS.fullmatch(key) and not NO_BUTTON.fullmatch(key):
            assert utf16_length(plain) <= BUTTON, key
            assert "\n" not in plain, key
        if "-option-" in key:
            assert utf16_length(plain) <= OPTION, key
        if key.startswith(("problem-stale", "problem-service", "staff-toast", "problem-unexp")):
            assert utf16_length(plain) <= TOAST, key


@pytest.mark.parametrize("language", LANGUAGES)
def test_menus_and_descriptions_fit(texts: Catalogue, language: Language) -> None:
    for key in texts.keys(language):
        if key.startswith(("command-", "staff-command-")):
            assert utf16_length(texts.plain(language, key)) <= COMMAND, key
    assert utf16_length(texts.plain(language, "bot-description")) <= DESCRIPTION
    assert utf16_length(texts.plain(language, "bot-short-description")) <= SHORT_DESCRIPTION


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_that_blames_begs_or_promises(texts: Catalogue, language: Language) -> None:
    for key, said in every_message(texts, language).items():
        assert not TONE.search(said), key
        assert not CLAIMS.search(without_markup(said)), key


@pytest.mark.parametrize(
    "claim",
    [
        "This is 100% anonymous.",
        "You are completely anonymous here.",
        "Help is on the way.",
        "Somebody is coming.",
        "The police will act on it.",
        "The police are going to look at it.",
        "They will catch them.",
        "هذا مجهول تمامًا.",
        "أنت مجهول 100%.",
        "أنت مجهول ١٠٠٪.",
        "المساعدة في الطريق.",
        "ستصل المساعدة قريبًا.",
        "الشرطة ستتصرف.",
        "سوف تحقق الشرطة في ذلك.",
        "ستتصل بك الشرطة.",
    ],
)
def test_a_claim_is_found(claim: str) -> None:
    assert CLAIMS.search(claim)


@pytest.mark.parametrize(
    "honest",
    [
        "We cannot promise what the police will do with one report.",
        "لا نستطيع أن نعد بما ستفعله الشرطة ببلاغ واحد.",
        "قد تطلب الشرطة من تيليغرام معرفة شخص.",
        "You do not have to go to the police. Go to a centre.",
    ],
)
def test_what_others_may_do_can_be_said(honest: str) -> None:
    assert not CLAIMS.search(honest)


@pytest.mark.parametrize("language", LANGUAGES)
def test_emergency_numbers_stand_alone(texts: Catalogue, language: Language) -> None:
    seen = without_markup(texts.say(language, "emergency-card"))
    alone = {line.strip("\u200f\u2066\u2068\u2069 ") for line in seen.splitlines()}
    assert {"999", "55", "18000", "61016"} <= alone


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_read_before_start_names_danger_and_telegram(
    texts: Catalogue, language: Language
) -> None:
    for key in ("bot-description", "menu-welcome"):
        said = texts.say(language, key, **sample_values(texts, language, key))
        assert "999" in said
        assert re.search(TELEGRAM, said)


def test_before_the_first_question_the_limits_are_named(texts: Catalogue) -> None:
    said = texts.say(ENGLISH, "report-before-first", hours=72)
    for words in ("three minutes", "skip", "stop", "photos", "Hide", "72 hours"):
        assert words in said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("key", "named"),
    [
        ("report-before-first", (TELEGRAM,)),
        ("menu-what-it-means", (TELEGRAM, EVERYTHING, POLICE_MAY_ASK, CRIMESTOPPERS)),
        ("privacy", (TELEGRAM, NOT_THE_POLICE)),
    ],
)
def test_what_can_be_read_before_the_first_question_says_who_can_see_and_what_we_cannot_do(
    texts: Catalogue, language: Language, key: str, named: tuple[str, ...]
) -> None:
    said = texts.say(language, key, **sample_values(texts, language, key))
    assert [each for each in named if not re.search(each, said)] == []


def test_receipt_promises_only_a_reader_and_a_day(texts: Catalogue) -> None:
    values = sample_values(texts, ENGLISH, "receipt") | {"days": 3, "contact": "none"}
    said = texts.say(ENGLISH, "receipt", **values)
    assert "within 3 days" in said
    assert "23 September 2026" in said
    assert "Nobody can write back" in said


def test_every_perspective_has_its_own_question(texts: Catalogue) -> None:
    asked = {
        role: texts.say(ENGLISH, "report-what-prompt", role=role)
        for role in ("me", "witness", "for_someone_else", "me_and_others", "none")
    }
    assert asked["me"] == asked["none"] == asked["me_and_others"]
    assert len(set(asked.values())) == 3


def test_right_to_left_screens_read_right_to_left(texts: Catalogue) -> None:
    languages = [each.code for each in texts.languages if each.direction == "rtl"]
    assert ARABIC in languages
    for language in languages:
        for key, said in every_message(texts, language).items():
            for line in filter(None, said.split("\n")):
                assert line.startswith("\u200f") or reads_right_to_left(line), key


class _Balance(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS or (attrs and (tag, attrs) != ("blockquote", [("expandable", None)])):
            self.faults.append(f"<{tag}> is not allowed")
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing")


def faults_in(said: str) -> list[str]:
    """Return what is wrong with markup; a lone < or & is a fault too."""
    balance = _Balance()
    balance.feed(said)
    balance.close()
    seen = unescape(without_markup(said))
    lone = ["a lone bracket"] if "<" in seen or ">" in seen else []
    return [*balance.faults, *(f"<{tag}> stays open" for tag in balance.open), *lone]


def test_faults_in_markup_are_found() -> None:
    assert faults_in("<b>good</b> <blockquote expandable>x</blockquote>") == []
    for bad in ("<b>open", "</b>", "<u>x</u>", '<a href="x">y</a>', "1 < 2", "<b><i>x</b></i>"):
        assert faults_in(bad), bad


@pytest.mark.parametrize("language", LANGUAGES)
def test_privacy_says_that_a_fingerprint_of_a_file_is_kept_and_shown(
    texts: Catalogue, language: Language
) -> None:
    told = texts.say(language, "privacy", **sample_values(texts, language, "privacy"))
    (line,) = (each for each in told.split("\n") if "SHA-256" in each)
    assert line.startswith("• <b>")


def test_staff_are_told_truly_why_a_file_may_be_missing(texts: Catalogue) -> None:
    told = texts.plain(ENGLISH, "staff-evidence-missing", number="7F3-K2", name="Photo 1")
    assert "Backups do not hold files" not in told
    assert "a backup that left the files out" in told
