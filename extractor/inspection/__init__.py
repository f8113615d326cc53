"""Finds the lists of inspection reports, their points, and what a report requires apart from them."""
