"""The bots that are measured, each a program of its own that runs until it is told to stop."""
