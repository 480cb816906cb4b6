"""What became of the files in an inbox, in words that show nothing of what is in them."""

from collections.abc import Iterable

from careernotes.i18n import _, ngettext
from careernotes.services.exporter_events import InboxFound
from careernotes.services.keeper_folder import KeeperRole

CALLED = 3


def inbox_lines(found: InboxFound, role: KeeperRole) -> list[str]:
    """How many count, whom to call, and each file that is left out with the reason."""
    lines = [
        ngettext("{n} contribution counts.", "{n} contributions count.", found.accepted).format(
            n=found.accepted
        )
    ]
    if not found.enrolled:
        senders = len(found.signers)
        lines.append(_("Different senders: {count}. Check that you know each of them.").format(count=senders))
    lines += [words.format(n=n) for n, words in _halves(found, role) if n]
    if found.absent:
        words = _("Nothing that counts has arrived from (first words on your list): {mentors}")
        lines.append(words.format(mentors=_called(found.absent)))
    if found.waiting:
        words = _("You have theirs and the other keeper does not count it: {mentors}")
        lines.append(words.format(mentors=_called(found.waiting)))
    lines += [
        _("Left out: {name}. {why} ({code})").format(name=one.file, why=one.why, code=one.code)
        for one in found.refused
    ]
    twice = _("{name}: replaced by a newer one, or there twice")
    lines += [twice.format(name=name) for name in found.superseded]
    return lines


def _called(mentors: Iterable[str]) -> str:
    """The first words of each: enough to find the name beside them on the printed list."""
    return "; ".join(" ".join(words.split()[:CALLED]) for words in mentors)


def _halves(found: InboxFound, role: KeeperRole) -> list[tuple[int, str]]:
    if role is KeeperRole.LEAD:
        return [
            (found.half_here, _("Only your half has arrived: {n}. The trustee does not have theirs.")),
            (found.half_there, _("Only the trustee's half has arrived: {n}. You do not have yours.")),
        ]
    return [
        (found.half_here, _("Only your half has arrived: {n}. The lead does not have theirs.")),
        (found.half_there, _("Only the lead's half has arrived: {n}. You do not have yours.")),
        (found.left_out, _("Both halves are there, and the lead's sum leaves them out: {n}. Ask why.")),
    ]
