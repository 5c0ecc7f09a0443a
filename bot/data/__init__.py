"""Data that comes with the bot, and how it was made."""
