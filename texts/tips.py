"""Safety tips: one Markdown file each, shown one a screen, found by words.

Front matter names the title and the one contact that fits; the words are paragraphs, bold and
bullets, which become Telegram's HTML.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from domain.model.ids import Language
from texts.direction import marked
from texts.languages import SOURCE, LanguageInfo
from texts.markup import Html, escaped, without_markup

TOPICS = (
    "out_and_about",
    "abused",
    "online",
    "schools_and_workplaces",
    "community",
    "bystander",
    "writing_it_down",
    "why_report",
    "without_police",
    "support",
    "law_and_policy",
)
"""Topics in the order they are offered; their titles are ``tips-topic-<id>`` in the catalogue."""

_FENCE = "---"
_MARKDOWN = MarkdownIt("zero").enable(["newline", "emphasis", "list"])


@dataclass(frozen=True, kw_only=True, slots=True)
class Tip:
    """One piece of advice, one phone screen; ``contact`` is the id of the contact it ends with."""

    topic: str
    slug: str
    title: str
    html: Html
    contact: str


class TipLibrary:
    """The tips of every language; a language without any has the English ones."""

    def __init__(self, tips: Mapping[Language, tuple[Tip, ...]]) -> None:
        """Hold tips in the order they are shown."""
        self._tips = dict(tips)

    @classmethod
    def load(cls, folders: Mapping[LanguageInfo, Path]) -> "TipLibrary":
        """Read the tips of each language from its folder."""
        return cls({info.code: tuple(_tips_in(info, home)) for info, home in folders.items()})

    @property
    def topics(self) -> tuple[str, ...]:
        """Return the topics in the order they are offered."""
        return TOPICS

    def of(self, language: Language, topic: str) -> tuple[Tip, ...]:
        """Return the tips of a topic, in order; none for a topic that does not exist."""
        return tuple(tip for tip in self._in(language) if tip.topic == topic)

    def find(self, language: Language, words: str, limit: int) -> tuple[Tip, ...]:
        """Return tips that hold at least half of the words, best first; without words, any."""
        wanted = words.casefold().split()
        if not wanted:
            return self._in(language)[:limit]
        scored = [(_score(tip, wanted), tip) for tip in self._in(language)]
        best = sorted((each for each in scored if each[0]), key=lambda each: -each[0])
        return tuple(tip for _, tip in best[:limit])

    def _in(self, language: Language) -> tuple[Tip, ...]:
        return self._tips.get(language) or self._tips[SOURCE]


def _score(tip: Tip, wanted: list[str]) -> int:
    title = tip.title.casefold()
    text = f"{title} {tip.topic} {without_markup(tip.html).casefold()}"
    held = [word for word in wanted if word in text]
    if 2 * len(held) < len(wanted):
        return 0
    return len(held) + 2 * sum(1 for word in held if word in title)


def _tips_in(info: LanguageInfo, home: Path) -> list[Tip]:
    files = [file for topic in TOPICS for file in sorted((home / topic).glob("*.md"))]
    return [_tip(file, info) for file in files]


def _tip(file: Path, info: LanguageInfo) -> Tip:
    name = f"{info.code}/{file.parent.name}/{file.name}"
    empty, _, rest = file.read_text(encoding="utf-8").partition(f"{_FENCE}\n")
    front, _, words = rest.partition(f"\n{_FENCE}\n")
    about = dict(line.split(":", 1) for line in front.splitlines())
    if empty or not {"title", "contact"} <= about.keys() or not words.strip():
        raise ValueError(f"{name}: begin with ---, title: and contact:, --- and then the words")
    html = telegram_html(words)
    return Tip(
        topic=file.parent.name,
        slug=file.stem.partition("-")[2],
        title=escaped(about["title"].strip()),
        html=Html(marked(html)) if info.direction == "rtl" else html,
        contact=about["contact"].strip(),
    )


def telegram_html(words: str) -> Html:
    """Turn paragraphs, bold and bullets of Markdown into Telegram's HTML."""
    blocks: list[str] = []
    in_item = False
    for token in _MARKDOWN.parse(words):
        if token.type == "list_item_open":
            in_item = True
        elif token.type == "bullet_list_close":
            in_item = False
        elif token.type == "inline":
            text = "".join(map(_inline, token.children or []))
            after_item = in_item and blocks and blocks[-1].startswith("• ")
            _put(blocks, f"• {text}" if in_item else text, same_block=bool(after_item))
    return Html("\n\n".join(blocks))


def _put(blocks: list[str], text: str, *, same_block: bool) -> None:
    if same_block:
        blocks[-1] = f"{blocks[-1]}\n{text}"
    else:
        blocks.append(text)


def _inline(token: Token) -> str:
    match token.type:
        case "strong_open":
            return "<b>"
        case "strong_close":
            return "</b>"
        case "softbreak":
            return " "
        case _:
            return escaped(token.content)
