"""Small programs of the development set-up; no part of the installed package."""
