"""What content/*.yaml states: YAML with its lines, typed values, facts, sources, words, redirects, formats of paper."""
