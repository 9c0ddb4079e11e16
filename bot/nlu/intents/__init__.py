"""What a message is about: ranking of intents and situations, bands of confidence, several needs in one message."""
