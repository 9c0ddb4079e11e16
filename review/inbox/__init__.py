"""The inbox: finding conversations and reading them."""
