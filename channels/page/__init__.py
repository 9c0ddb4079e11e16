"""Pages that need no JavaScript: a list to take along, all situations, and the conversation as a form."""
