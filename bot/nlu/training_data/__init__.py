"""The training data as Rasa reads them, quickly, and what they teach."""
