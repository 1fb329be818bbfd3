"""The benchmark (python -m bench): the build held against stock Pelican, and the preview.

projects.py copies the project → stock.py writes the same texts for stock Pelican → kept.py keeps a preview →
__main__.py measures in turns and prints one table. It judges nothing: no test fails on a clock.
"""
