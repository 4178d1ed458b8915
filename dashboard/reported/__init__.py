"""The page Report: what several pages say of a pair, on sheets to print."""
