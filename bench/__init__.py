"""Benchmarks: ratios in one run, because machines are shared and noisy."""
