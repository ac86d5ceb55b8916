"""Many leads planned or graded at once, with what it would do shown before and a way back after."""
