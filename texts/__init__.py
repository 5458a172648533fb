"""The words people read: messages, tips and contacts, by language.

Translators need no Python; nothing here knows Telegram, storage or who is asking.
"""
