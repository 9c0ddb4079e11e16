"""A situation drawn: its questions on the left, its steps in the order to take them, and what leads to what."""
