"""The built lessons in real Jupyter applications, with real kernels and a real browser."""
