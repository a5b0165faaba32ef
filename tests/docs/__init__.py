"""The pages for instructors, done as they say."""
