"""Vetowatch."""
