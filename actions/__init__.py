"""What Signpost does when it is its turn: one module per conversational act, and the replies they compose.

`rasa run actions` finds the acts here; `signpost serve` runs the same ones in its own process.
"""
