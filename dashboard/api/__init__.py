"""The HTTP API: the same rows and files as on the pages, for programs, by the pages' own query."""
