"""Rasa's graph components: the thin edges through which it trains and runs what stands in the folders beside."""
