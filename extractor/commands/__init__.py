"""The commands, one short function each: check the arguments, call one plain function, print what it gives.

No module of commands says `from __future__ import annotations`: Typer would compile the types of every command at each
start, whichever is run.
"""
