"""The conversational acts, one module each."""
