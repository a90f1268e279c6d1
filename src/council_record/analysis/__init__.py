"""Frames in, frames out: what the charts and sentences are counted from."""
