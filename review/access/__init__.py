"""Who may use the console, how they prove it, and what is kept about what they did."""
