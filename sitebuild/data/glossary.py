"""Glossary that no text may use, with better ones; and the words under which readers look things up."""

import re
from functools import cached_property

from sitebuild.data.fields import Frozen


class Avoided(Frozen):
    """Glossary to avoid in a language. row: where that is said.

    * at the end stands for any ending; a word with a capital is avoided only with that capital.
    """

    lang: str
    words: list[str]
    write: str
    row: str

    def may_stand_in(self, text: str) -> bool:
        """Tell, quickly, whether one of the words may stand in a text (in small letters)."""
        return any(stem in text for stem in self._stems)

    @cached_property
    def _stems(self) -> list[str]:
        return [word.rstrip("*").lower() for word in self.words]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(rf"(?<![\w-])(?:{'|'.join(map(_form, self.words))})(?![\w-])")


def _form(word: str) -> str:
    form = re.escape(word.rstrip("*")) + (r"\w*" if word.endswith("*") else "")
    return form if word != word.lower() else f"(?i:{form})"


class Glossary(Frozen):
    """avoid: what not to write. everyday: by language, the term and the key or key#id that it leads to.

    breaks: by language, words that paper may break at their hyphens only, where a dictionary is wrong.
    """

    avoid: list[Avoided]
    everyday: dict[str, dict[str, str]]
    breaks: dict[str, list[str]] = {}
