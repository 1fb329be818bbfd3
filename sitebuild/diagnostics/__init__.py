"""What is wrong, in an editor's words and language: one line a problem."""
