"""Content in two languages: text that ships with the program or comes with a programme kit."""

from dataclasses import dataclass

LANGUAGES = ("en", "nl")


@dataclass(frozen=True, slots=True)
class Bilingual:
    """One text in English and in Dutch."""

    en: str
    nl: str

    def in_language(self, language: str) -> str:
        """The text in *language*; English when the language is not one of ours or the Dutch is empty."""
        return self.nl if language == "nl" and self.nl else self.en
