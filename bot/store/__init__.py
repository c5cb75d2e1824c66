"""The database, and nothing else knows there is one."""
