"""Whether a key file is that of the lead or trustee named in a kit."""

from careernotes.exporter.errors import WrongTrusteeError
from careernotes.exporter.programme import Programme
from careernotes.sealing.errors import WrongLeadKeyError, WrongRoleError
from careernotes.sealing.programme_keys import ProgrammeKeys, Role


def check_trustee(programme: Programme, keys: ProgrammeKeys) -> None:
    """Returns when *keys* are those of the trustee named in the kit.

    Raises:
        WrongRoleError, WrongTrusteeError.
    """
    if keys.public.role is not Role.TRUSTEE:
        raise WrongRoleError(found=keys.public.role.value, needed=Role.TRUSTEE.value)
    named = programme.kit.trustee_box_key, programme.kit.trustee_sign_key
    if (keys.public.box_key, keys.public.sign_key) != named:
        raise WrongTrusteeError


def check_lead(programme: Programme, keys: ProgrammeKeys) -> None:
    """Returns when *keys* are those of the lead named in the kit.

    Raises:
        WrongRoleError, WrongLeadKeyError.
    """
    if keys.public.role is not Role.LEAD:
        raise WrongRoleError(found=keys.public.role.value, needed=Role.LEAD.value)
    kit = programme.kit
    if keys.public.sign_key != kit.lead_sign_key or (kit.shared and keys.public.box_key != kit.lead_box_key):
        raise WrongLeadKeyError


def check_keeper(programme: Programme, keys: ProgrammeKeys) -> None:
    """Returns when *keys* are those of the lead or the trustee named in the kit.

    Raises:
        WrongTrusteeError, WrongLeadKeyError.
    """
    if keys.public.role is Role.LEAD:
        check_lead(programme, keys)
    else:
        check_trustee(programme, keys)
