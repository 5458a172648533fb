"""Every word the bot says, in every language, with English behind the words that are missing.

Knows nothing of who is asking or what Telegram is; contacts and tips come along with the words.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from domain.model.ids import Language
from texts.contacts import Contacts
from texts.languages import HOME, SOURCE, LanguageInfo, folders
from texts.markup import Html, escaped
from texts.tips import TipLibrary
from texts.vocabulary import Value, Vocabulary

__all__ = ["Catalogue", "Html", "LanguageInfo", "Value"]

Extra = Mapping[Language, Mapping[str, str]]
"""Plain words of a deployer's own form: language, key, words. No Fluent, no markup."""


class Catalogue:
    """Words by language and key.

    ``fallbacks`` counts the keys that had no words in the language asked for.
    ``contacts`` and ``tips`` are the directory of who to call and the safety tips.
    """

    def __init__(
        self,
        vocabularies: Iterable[Vocabulary],
        *,
        contacts: Contacts,
        tips: TipLibrary,
        extra: Extra | None = None,
    ) -> None:
        """Hold what was loaded; English has to be among the vocabularies."""
        self._vocabularies = {each.info.code: each for each in vocabularies}
        self._source = self._vocabularies[SOURCE]
        self._extra = _own_words(extra or {})
        self._said: dict[tuple[Language, str], Html] = {}
        self._plainly: dict[tuple[Language, str], str] = {}
        self.fallbacks: Counter[str] = Counter()
        self.contacts = contacts
        self.tips = tips

    @classmethod
    def load(cls, extra: Extra | None = None, *, home: Path = HOME) -> "Catalogue":
        """Read the files; raise ValueError naming what is wrong in them."""
        found = list(folders(home))
        return cls(
            [Vocabulary(info, _sources(folder)) for info, folder in found],
            contacts=Contacts.load(home / "contacts.toml"),
            tips=TipLibrary.load({info: folder / "tips" for info, folder in found}),
            extra=extra,
        )

    @property
    def languages(self) -> tuple[LanguageInfo, ...]:
        """Return the languages people can choose, English first."""
        return tuple(each.info for each in self._vocabularies.values())

    def language(self, code: Language) -> LanguageInfo:
        """Return a language; English for one that has no words here."""
        return self._vocabularies.get(code, self._source).info

    def has(self, key: str) -> bool:
        """Tell whether there are words for a key, in English at least."""
        return key in self._source or key in self._extra

    def keys(self, language: Language) -> frozenset[str]:
        """Return the keys that have words of their own in a language."""
        known = self._vocabularies.get(language)
        own = {key for key, by_language in self._extra.items() if language in by_language}
        return (known.keys if known else frozenset()) | own

    def values_of(self, language: Language, key: str) -> frozenset[str]:
        """Return the names of the values that a language's own words of a key need."""
        known = self._vocabularies.get(language)
        return known.values_of(key) if known and key in known else frozenset()

    def say(self, language: Language, key: str, /, **values: Value) -> Html:
        """Return words as markup; strings that are no `Html` are escaped.

        Raises KeyError when there are no words even in English, or a value is missing.
        """
        if not values:
            ready = self._said.get((language, key))
            if ready is not None:
                return ready
        own = self._own(language, key)
        if own is not None:
            return escaped(own)
        speaks = self._speaks(language, key)
        said = Html(speaks.words(key, values, markup=True))
        if not values and speaks.info.code == language:
            self._said[language, key] = said
        return said

    def plain(self, language: Language, key: str, /, **values: Value) -> str:
        """Return words without markup, for buttons, toasts and menus; raises as `say` does."""
        if not values:
            ready = self._plainly.get((language, key))
            if ready is not None:
                return ready
        own = self._own(language, key)
        if own is not None:
            return own
        speaks = self._speaks(language, key)
        words = speaks.words(key, values, markup=False)
        if not values and speaks.info.code == language:
            self._plainly[language, key] = words
        return words

    def _speaks(self, language: Language, key: str) -> Vocabulary:
        known = self._vocabularies.get(language)
        if known is not None and key in known:
            return known
        if key not in self._source:
            raise KeyError(key)
        self.fallbacks[key] += 1
        return self._source

    def _own(self, language: Language, key: str) -> str | None:
        if key not in self._extra:
            return None
        by_language = self._extra[key]
        if language not in by_language:
            self.fallbacks[key] += 1
        # A deployer's form may be in one language only, and that need not be English.
        spare = by_language.get(SOURCE, next(iter(by_language.values())))
        return by_language.get(language, spare)


def _own_words(extra: Extra) -> dict[str, dict[Language, str]]:
    by_key: dict[str, dict[Language, str]] = {}
    for language, words in extra.items():
        for key, text in words.items():
            by_key.setdefault(key, {})[language] = text
    return by_key


def _sources(folder: Path) -> dict[str, str]:
    files = sorted(folder.glob("*.ftl"))
    return {file.name: file.read_text(encoding="utf-8") for file in files}
