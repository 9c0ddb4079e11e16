"""The web skeleton of the console: pages, what a visit offers them, words, templates."""
