"""A new course repository: the files to start from are in `files`, as Jinja templates."""
