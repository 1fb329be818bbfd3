"""What is made beside pages: feed, single file, archive, redirects, pictures to share."""
