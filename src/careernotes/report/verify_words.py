"""What was found about a report, in words, in the language in force."""

from careernotes.domain.kit import ProgrammeKit
from careernotes.i18n import _
from careernotes.report.verify import Finding, FindingCode, Verdict
from careernotes.sealing.enrolment_file import spoken


def finding_text(finding: Finding) -> str:
    """One finding as a sentence."""
    sentences = {
        FindingCode.UNREADABLE: _("{file} cannot be read."),
        FindingCode.NOT_A_REPORT: _("{file} is not a report, or has been changed."),
        FindingCode.HASH_DIFFERS: _("{file} has been changed: its content does not fit its hash."),
        FindingCode.NOT_SIGNED: _("{file} is not signed."),
        FindingCode.SIGNATURE_WRONG: _("The signature in {file} does not fit."),
        FindingCode.OTHER_SIGNER: _("{file} was signed by somebody else than the trustee of this programme."),
        FindingCode.OTHER_PROGRAMME: _("{file} belongs to another programme or another edition of the kit."),
        FindingCode.CHAIN_BROKEN: _("{file} is not the report that came before this one."),
        FindingCode.SAME_MONTHS: _(
            "{file} is another report over the same months: one of the two should never have been made."
        ),
        FindingCode.OTHER_PROTECTION: _("The figures in {file} are not protected as the kit says."),
        FindingCode.PROTECTION_SWITCHED: _(
            "{file} is of the same year, and its figures are protected in another way: that is never allowed."
        ),
        FindingCode.EPSILON_LESS: _(
            "This report leaves out what {file} had given away in the same year: there were two ledgers."
        ),
        FindingCode.FILE_DIFFERS: _("{file} does not show what was released."),
        FindingCode.FILE_MISSING: _("{file} is not here, so it was not compared."),
        FindingCode.SIGNER_UNKNOWN: _(
            "{file} is signed and unchanged, but not known by whom: there is no kit to tell."
        ),
        FindingCode.LIST_NOT_SIGNED: _(
            "{file} is the list of one mentor. It carries no signature, so that it names nobody."
        ),
        FindingCode.OTHER_VERSION: _("{file} was made by another version of the program."),
    }
    return sentences[finding.code].format(file=finding.file)


def signer_lines(verdict: Verdict, file: str, kit: ProgrammeKit | None) -> list[str]:
    """That the trustee of *kit* signed the report called *file*, or how one could tell; nothing where the
    findings say it all.
    """
    if kit is not None and verdict.trustee_signed:
        return [
            _("{file} was signed by the trustee named in this kit.").format(file=file),
            _("The trustee's key in eight words: {words}").format(words=spoken(kit.trustee_sign_key)),
        ]
    if kit is None and any(each.code is FindingCode.SIGNER_UNKNOWN for each in verdict.findings):
        return [_("Whether the trustee signed it, the kit of the programme tells: --kit FILE.cnkit")]
    return []
