"""The conversational acts, one test module each."""
