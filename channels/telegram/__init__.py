"""Telegram: the same conversation in a messenger."""
