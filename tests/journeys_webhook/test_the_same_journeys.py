"""Journeys that are walked a second time, with a bot that Telegram calls instead of being asked.

They are the functions of `tests/journeys` themselves; only the scene is another one.
"""

from collections.abc import Callable
from typing import Any

import pytest

from tests.journeys import (
    test_adding_files,
    test_casework,
    test_chat,
    test_clues,
    test_coming_back,
    test_crashes,
    test_evidence,
    test_handing_over,
    test_moderating,
    test_outages,
    test_reporting,
    test_stopping,
    test_time,
    test_twice,
    test_two_way,
)

pytestmark = pytest.mark.asyncio

JOURNEYS: tuple[Callable[..., Any], ...] = (
    test_reporting.test_every_answer_of_the_whole_form_reaches_the_moderators,
    test_clues.test_a_phone_number_and_an_e_mail_address_are_asked_about_one_by_one,
    test_stopping.test_a_stopped_report_can_be_kept_and_gone_on_with,
    test_evidence.test_every_type_of_file_reaches_staff_cleaned_and_tells_nothing_of_its_sender,
    test_evidence.test_evidence_is_shown_to_nobody_without_the_role_for_it,
    test_handing_over.test_an_album_at_the_question_is_as_many_files_and_one_answer,
    test_handing_over.test_sending_asks_while_a_file_is_in_work_and_can_go_without_it,
    test_adding_files.test_a_photo_sent_from_another_account_reaches_staff_through_the_case,
    test_adding_files.test_taking_the_report_back_while_a_file_is_fetched_leaves_nothing_of_it,
    test_coming_back.test_the_code_opens_the_case_from_another_account,
    test_coming_back.test_the_message_with_a_code_is_taken_out_of_the_chat,
    test_coming_back.test_words_for_staff_are_shown_first_and_arrive_on_the_case,
    test_coming_back.test_a_report_can_be_taken_back_for_five_minutes,
    test_coming_back.test_a_withdrawn_report_is_gone_and_staff_are_told_only_that,
    test_coming_back.test_the_way_to_the_chat_can_be_cut,
    test_two_way.test_a_question_is_asked_read_just_as_previewed_and_answered,
    test_two_way.test_what_waits_in_a_mailbox_opens_with_the_code_and_nobody_is_told,
    test_chat.test_hiding_wipes_both_sides_and_leaves_one_line,
    test_chat.test_a_hidden_receipt_is_not_shown_again,
    test_chat.test_erasing_leaves_nothing_about_the_person,
    test_casework.test_a_masked_word_is_in_no_byte_sent_to_the_team,
    test_casework.test_the_second_of_two_claims_is_refused_and_told_who_was_quicker,
    test_moderating.test_two_moderators_erase_a_case_and_its_reporter_finds_it_gone,
    test_moderating.test_a_muted_sender_is_told_and_keeps_everything_else,
    test_time.test_a_report_is_erased_on_its_day_with_its_messages,
    test_twice.test_updates_in_duplicate_are_handled_once,
    test_outages.test_a_card_of_which_nobody_knows_comes_again_with_a_mark,
    test_crashes.test_a_kill_in_the_middle_of_the_form_loses_no_answer,
    test_crashes.test_a_kill_just_after_send_leaves_the_case_exactly_once_and_shows_the_receipt,
    test_crashes.test_a_card_whose_sending_was_cut_by_a_kill_comes_again_with_a_mark,
)

# Pytest collects what a module holds under a name that begins with "test_": these, too.
globals().update({each.__name__: each for each in JOURNEYS})
