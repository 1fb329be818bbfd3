"""Pamphlets on paper: panels → WeasyPrint → proof → sheets. press.py says in which order; engine.py alone knows WeasyPrint."""
