"""Pure: a page becomes sightings and quotes."""
