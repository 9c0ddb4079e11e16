"""Figures against stock Rasa, on your own machine: `signpost bench`."""
