"""Conversations: an append-only log that staff review, and the small working state the next turn needs."""
