"""Refusals of a certificate: what happened, what is safe, what to do."""

from careernotes.errors import CareerNotesError
from careernotes.exporter.errors import BAD_FILE, USAGE
from careernotes.i18n import noop


class NotACertificateError(CareerNotesError):
    """A file that is no certificate, or was cut short or changed in its form."""

    code = "CN455"
    message = noop("No certificate of this report can be read here; it may have been cut short.")
    safe = noop("Nothing has been changed.")
    hint = noop("Ask the trustee for the folder “certificates” beside the ledger, as it is.")
    exit_code = BAD_FILE


class CertificateSignatureError(NotACertificateError):
    """A certificate that the kit's trustee did not sign."""

    code = "CN456"
    message = noop("This certificate was not signed by the trustee of this programme, or was changed since.")


class OtherReportError(NotACertificateError):
    """A certificate of another report."""

    code = "CN457"
    message = noop("This certificate is of another report, or of other figures than the report shows.")


class CertificateOpenError(NotACertificateError):
    """A certificate whose worlds do not prove what they should."""

    code = "CN458"
    message = noop("This certificate does not prove that everybody is safe: {count} questions are open.")
    hint = noop("Do not rely on this report, and tell the trustee.")


class KitNeededError(CareerNotesError):
    """A certificate that is to be checked without the kit."""

    code = "CN459"
    message = noop("A certificate can be checked together with the programme kit only.")
    safe = noop("Nothing has been changed.")
    hint = noop("Name the kit with --kit.")
    exit_code = USAGE
