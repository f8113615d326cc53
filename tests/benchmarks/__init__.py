"""Commands that measure; they are run by hand or by `.ci/run`, not by pytest."""
