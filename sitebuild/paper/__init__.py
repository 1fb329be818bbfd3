"""Pamphlets on paper: panels → WeasyPrint → preflight → sheets. editions.py says in which order; engine.py alone knows WeasyPrint."""
