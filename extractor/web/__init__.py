"""The pages in a browser: `serve`. Needs the extra `datasette`; nothing else of the tool does."""
