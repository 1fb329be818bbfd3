"""The benchmark (python -m bench): the build against stock Pelican, the preview, and a page against its peers.

projects.py copies the project → stock.py writes the same texts for stock Pelican → kept.py keeps a preview →
paper.py prints → looks.py makes one article in many looks, with what packages.py installs → line.py serves them over
a bad line → paint.py meets them in Chromium → lighthouse.py lets Lighthouse judge → __main__.py prints the tables.
It judges nothing: no test fails on a clock.
"""
