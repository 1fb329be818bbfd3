"""What templates may use: words, facts, addresses, styles."""
