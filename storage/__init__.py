"""The database: the only SQL and the only cryptography.

Implements `domain.ports`; knows no words that people read, and nothing of Telegram.
"""

from storage.audit_check import Verdict, verify_audit
from storage.boxes import CodeKeys
from storage.key_file import load_key_file, make_key_file
from storage.migrate import current_version, migrate
from storage.overview import Queue, queue_as_stored, tables_as_stored
from storage.problems import (
    BackupProblem,
    EpochFileProblem,
    EpochsLost,
    KeyFileProblem,
    KeysInUse,
    NewerDatabase,
    OldSqlite,
    PiecesAlone,
    SettingRefused,
    StorageProblem,
    Unreadable,
    UnreadableDatabase,
    WrongKey,
)
from storage.requests import RequestSealing
from storage.sealing import Keys
from storage.store import SqliteStore

__all__ = [
    "BackupProblem",
    "CodeKeys",
    "EpochFileProblem",
    "EpochsLost",
    "KeyFileProblem",
    "Keys",
    "KeysInUse",
    "NewerDatabase",
    "OldSqlite",
    "PiecesAlone",
    "Queue",
    "RequestSealing",
    "SettingRefused",
    "SqliteStore",
    "StorageProblem",
    "Unreadable",
    "UnreadableDatabase",
    "Verdict",
    "WrongKey",
    "current_version",
    "load_key_file",
    "make_key_file",
    "migrate",
    "queue_as_stored",
    "tables_as_stored",
    "verify_audit",
]
