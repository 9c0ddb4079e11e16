"""What a message tells of a person's circumstances: by known phrases, and by what people were heard to say."""
