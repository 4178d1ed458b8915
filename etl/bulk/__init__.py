"""Whole bulk files of BACI, UN Comtrade, Comext: read by the engine, not row by row; laid out for questions."""
