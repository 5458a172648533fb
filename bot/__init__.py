"""The process: settings, wiring, intake, delivery and schedule. Nothing imports it."""

import os

# python-telegram-bot warns, at every flood limit, that pauses will become timedeltas one day; this
# is its way of taking them as such now. It reads the variable anew each time.
os.environ.setdefault("PTB_TIMEDELTA", "1")
