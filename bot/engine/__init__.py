"""Rasa's engine as a server wants it: a message costs what its turn needs, and no more."""
