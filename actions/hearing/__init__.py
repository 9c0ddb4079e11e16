"""What a short message refers to: an aspect, a number, a step by its name, a language."""
