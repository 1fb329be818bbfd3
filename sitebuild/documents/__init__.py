"""The texts of content/: each is opened and parsed here, once; everything else asks the index of what was found."""
