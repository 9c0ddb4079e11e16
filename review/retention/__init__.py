"""How long conversations are kept, and what is left of those that are gone."""
