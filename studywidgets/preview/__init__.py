"""The site, served on this machine alone, which follows the content while it is written."""
