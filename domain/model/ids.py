"""Names for ids, so that a bare string or number never crosses a border."""

from typing import NewType

ReporterKey = NewType("ReporterKey", str)
"""Keyed hash of a Telegram account, hex; finds a draft and a chat's traces, never enters a case."""

StaffId = NewType("StaffId", int)
"""Telegram id of a member of staff; staff act under their own name."""

CaseId = NewType("CaseId", str)
"""Random, 16 hex digits; what buttons and tables call a case."""

CaseNumber = NewType("CaseNumber", str)
"""What staff call a case, such as ``7F3-K2``; random, so that it tells no order."""

EvidenceId = NewType("EvidenceId", str)
"""Random, 16 hex digits; one file that a person handed over."""

OutgoingId = NewType("OutgoingId", str)
"""Random, 16 hex digits; one message that waits to be sent."""

UpdateId = NewType("UpdateId", int)
"""Telegram's number for something that happened; remembered for two days to notice repeats."""

SenderTag = NewType("SenderTag", bytes)
"""Keyed hash of an account and a week; finds a mute, never enters a case or its row."""

StepId = NewType("StepId", str)
OptionId = NewType("OptionId", str)
ChatId = NewType("ChatId", int)
MessageId = NewType("MessageId", int)
Language = NewType("Language", str)
