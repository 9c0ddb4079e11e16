"""The command line `signpost`. Exit code 0: fine; 1: the answer is no, or something failed; 2: wrong usage."""

from __future__ import annotations

from bot.cli.main import main

__all__ = ["main"]
