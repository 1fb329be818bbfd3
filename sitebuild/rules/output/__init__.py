"""What must be true of the written pages before they are published. A file is its registration."""
