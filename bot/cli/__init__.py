"""The command line `signpost`. Exit code 0: fine; 1: the answer is no, or something failed; 2: wrong usage.

What is slow to load (Rasa and what it brings along, the tables of the database, rdflib, rich) is imported inside the
commands that need it, so that the others and --help start at once.
"""

from __future__ import annotations

from bot.cli.main import main

__all__ = ["main"]
