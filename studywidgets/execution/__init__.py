"""Running lessons: in their kernels, checked, reported, copied, trusted and opened."""
