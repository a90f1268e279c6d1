"""The command line and what it does: run notebooks, import releases, check, build the report."""
