"""How fast and how large the bot is, beside two bots that only echo, in one run on one machine.

Knows the whole bot and nothing of its tests; times depend on the machine, so ratios count.
"""
