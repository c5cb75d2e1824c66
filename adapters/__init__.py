"""The world: one file a source, one file or small folder a chat, each speaking a port."""
