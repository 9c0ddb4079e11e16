"""The web chat: its HTTP interface, and the widget that uses it."""
