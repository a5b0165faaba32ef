"""The student's record: a set of immutable entries; merging two records is set union."""
