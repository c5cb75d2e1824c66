"""Pure: a vote becomes words."""
