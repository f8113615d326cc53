"""The forms in which papers tell what was done about recommendations and tasks, and what status they give it."""
