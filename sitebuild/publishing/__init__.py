"""From content to the web: build, swap, deploy."""
