"""What an edition of a pamphlet is called in its file's name, in the pamphlet's language."""

from sitebuild.i18n.languages import Language


def file_word(edition: str, language: Language) -> str:
    """Return the word for an edition of a pamphlet in a file's name."""
    pgettext = language.translations.pgettext
    return {
        "black": pgettext("edition, in a file's name", "black"),
        "black-a3": pgettext("edition, in a file's name", "black A3"),
        "colour": pgettext("edition, in a file's name", "colour"),
        "colour-a3": pgettext("edition, in a file's name", "colour A3"),
        "reading": pgettext("edition, in a file's name", "reading"),
        "print-shop": pgettext("edition, in a file's name", "print shop"),
    }[edition]
