"""The people who read: staff chats and staff's private prompts; knows nothing of reporters."""
