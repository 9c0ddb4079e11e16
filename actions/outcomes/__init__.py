"""Outcomes that several acts come to. An act uses these and no other act."""
