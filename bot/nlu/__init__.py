"""Understanding: which language, which intent and situation, how sure, what was told in passing."""
