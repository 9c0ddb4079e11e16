"""A text as rows of numbers: its words in one spelling, their dictionary forms, letters and meanings, its parts."""
