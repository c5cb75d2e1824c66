"""Where people talk: one file or small folder a chat."""
