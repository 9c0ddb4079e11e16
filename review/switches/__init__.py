"""Pausing channels from the console."""
