"""One function per chart: frames in, a figure out; no reading, no saving."""
