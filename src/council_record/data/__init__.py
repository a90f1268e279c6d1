"""Tables of the project: read, refused in one line, written safe for spreadsheets."""
