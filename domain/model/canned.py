"""Texts that staff send often, declared once by their ids.

The words are ``canned-<id>`` in every language; a reporter gets them in the language of the report.
"""

from typing import Final

OWN_WORDS: Final = "own_words"
"""The choice of staff to write themselves."""

QUESTIONS: Final = ("which_day", "more_about_it", "still_in_danger")
ANSWERS: Final = ("support_line", "passed_on", "what_we_can_do")
CANNED: Final = (*QUESTIONS, *ANSWERS)
