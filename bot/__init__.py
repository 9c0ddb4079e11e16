"""The running program: settings, command line, server, assistant, conversations, and our Rasa components."""
