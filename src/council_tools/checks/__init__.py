"""Checks of the tables: rules over rows, quotes against documents, dictionary, agreement."""
