"""Where staff read conversations and teach the assistant from them."""
