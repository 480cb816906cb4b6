"""README.txt of the demo: what is what, in plain words."""

from careernotes.i18n import _


def text(mentor: str, lead: str, trustee: str, period: str) -> str:
    """The whole leaflet. The passphrases stand in it because nobody real is in there."""
    parts = (
        ("mentor.careernotes", _("the vault of one mentor, which the app opens")),
        ("report", _("the report for HR over {period}, as PDF, HTML, CSV and JSON").format(period=period)),
        ("programme", _("the kit, the keys of lead and trustee, both halves of the contributions, the ledgers")),
        ("", _("lead.cnkey and trustee.cnkey there are fresh keys, without memory, to try things with")),
        ("", _("the keys that were used lie with their ledgers: ledger-of-the-lead and ledger")),
        ("", _("ledger-of-the-pictures is the ledger of the trustee's screen in this demo")),
        ("mentors", _("the other mentors: codes and counts in themes.db, and a notes.db without any note")),
        ("", _("they have no passphrase and no recovery sheet: the app cannot open them")),
        ("PASSPHRASE.txt", _("the passphrase of the vault, and nothing else")),
        ("screens", _("pictures of every screen, when they were made")),
        ("truth.json", _("what is really so in this programme; a real programme has no such file")),
        ("home", _("the settings of the app while it shows this demo")),
    )
    keys = (
        (_("Passphrase of the vault:"), mentor),
        (_("Passphrase of the trustee's key:"), trustee),
        (_("Passphrase of the lead's key:"), lead),
    )
    lines = [
        _("Career Notes: the invented programme"),
        "",
        _("Everybody in this folder is invented. Put nothing real in it: its passphrases are written here."),
        "",
        *(f"{name:<20} {words}" for name, words in parts),
        "",
        *(f"{name:<36} {words}" for name, words in keys),
        "",
        _("A new vault made from the demo's window is your own, in Career Notes in your home folder."),
        _("When the program changes, the demo is built anew, and what you typed in it is gone."),
    ]
    return "\n".join(lines) + "\n"
