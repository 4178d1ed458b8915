"""What a desk hands on every month: many pairs, several tables, languages and forms, into a folder or a mail."""
