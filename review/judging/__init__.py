"""Judging: verdicts on turns; tags, notes and marks of conversations."""
