"""Home: recent campaigns, the demo ward, and what to do next in the open campaign."""
