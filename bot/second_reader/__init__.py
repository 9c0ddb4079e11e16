"""An optional second opinion on messages that our own understanding is unsure of. Off unless it is set up."""
