"""Words that stand in data, marked so that Babel finds them; who shows them asks a catalogue for them then."""


def gettext_noop(message: str) -> str:
    """Return readers' words as they are: they are asked of their language's catalogue when they are shown."""
    return message


def pgettext_noop(context: str, message: str) -> tuple[str, str]:
    """Return readers' words with their context, to be given to pgettext() when they are shown."""
    return context, message


def N_(message: str) -> str:
    """Return editors' words as they are: to be given to _() when they are shown."""
    return message
