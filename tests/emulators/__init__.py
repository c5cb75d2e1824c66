"""Servers that speak the platforms' real protocols, on loopback."""
