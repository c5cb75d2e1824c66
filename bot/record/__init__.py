"""Pure: sightings of one vote become one record of it, and what is news about it."""
