"""Reads council papers and says which recommendations have been answered, by whom, in which meeting."""

__version__ = "0.1.0"
