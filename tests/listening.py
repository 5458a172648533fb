"""Hears what anybody logs, as the program writes it; then puts logging back as it was."""

import io
import logging
import sys
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from bot.logs import install_logging


@contextmanager
def what_is_logged(level: str, token: str) -> Iterator[io.StringIO]:
    """Return what the program logs meanwhile at a level, with the token as a secret."""
    root, ours = logging.getLogger(), logging.getLogger("tellsafe")
    before = root.handlers[:], root.level, ours.level, logging.getLogRecordFactory()
    hooks = sys.excepthook, sys.unraisablehook, threading.excepthook, warnings.showwarning
    stream = io.StringIO()
    install_logging(level, secrets=[token], stream=stream)
    try:
        yield stream
    finally:
        root.handlers[:], root.level = before[0], before[1]
        ours.setLevel(before[2])
        logging.setLogRecordFactory(before[3])
        sys.excepthook, sys.unraisablehook, threading.excepthook, warnings.showwarning = hooks


@contextmanager
def all_that_is_logged(token: str) -> Iterator[io.StringIO]:
    """Return what anybody logs meanwhile, the libraries too, from DEBUG to CRITICAL."""
    with what_is_logged("DEBUG", token) as stream:
        logging.getLogger().setLevel(logging.DEBUG)
        yield stream
