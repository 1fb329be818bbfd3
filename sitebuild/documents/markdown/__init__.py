"""Python-Markdown as our texts use it, extended by includes, facts, citations, sections, and lines that are known."""
