"""Live help: who waits for a person, taking a conversation over, writing, handing back, and the hours."""
