"""Lists to take along: their pages, signed addresses, calendars, and the same for conversations."""
