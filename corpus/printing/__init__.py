"""Prints the sample papers: a source in light markup becomes a PDF, Word, web or text file."""
