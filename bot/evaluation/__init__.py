"""Measuring the understanding on messages that no model has seen."""
