"""Run the notebooks that are out of date and put what they made in place."""
