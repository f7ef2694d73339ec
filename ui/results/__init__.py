"""Key in: a sheet's lines in the order of the paper, one key a line, hands never off the keys."""
