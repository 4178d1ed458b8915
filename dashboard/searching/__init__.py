"""The search box of the head: what can be found, where it leads, and the answers to the browser."""
