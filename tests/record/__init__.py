"""The record on disk: its files, the folder of them, and the mirror in the kernel."""
