"""Whole bulk data sets: their tables, and questions that each ask the smallest table that answers."""
