"""A file from the browser: read, shown, and published once that is confirmed."""
