"""The commands, one short function each: check the arguments, call one plain function, print what it gives."""
