"""The person who reports: private chats only; knows nothing of the staff side."""
