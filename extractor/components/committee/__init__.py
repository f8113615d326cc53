"""The forms in which committee papers decide, recommend and give out tasks, each found by a module of its own."""
