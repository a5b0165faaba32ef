"""The fork server: its kernels are like others, and nothing is left of them."""
