"""The texts: front matter, one reading of the Markdown, pages, pictures, and the site that they make."""
