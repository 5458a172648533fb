"""What the service knows and decides.

Nothing here does I/O, reads a clock, logs, or imports anything that is not Python's own.
"""
