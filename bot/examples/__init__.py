"""Checking the examples that the model learns from."""
