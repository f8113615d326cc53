"""What finds things in a paper: the components of the spaCy pipeline, and what several of them stand on.

The forms in which committees decide and ask are in `committee`, those in which progress is told in `reported`.
"""
