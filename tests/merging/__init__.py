"""Tests of the merge of edited lessons with new content."""
