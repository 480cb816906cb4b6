"""The broad groups somebody is put in, changed in a way that can be taken back."""

from collections.abc import Mapping
from dataclasses import replace

from careernotes.domain.ids import EngagementId
from careernotes.domain.kit import DIMENSIONS
from careernotes.services.changes import Change, last_erasure
from careernotes.services.mentees import edit_mentee
from careernotes.services.records import engagement_of, mentee_of
from careernotes.services.workplace import Desk


def regroup(desk: Desk, engagement_id: EngagementId, changed: Mapping[str, str]) -> Change:
    """Puts a mentee in other groups; those that are not named stay.

    Raises:
        UnknownRecordError: when the relation is gone.
        UnknownGroupError: for a group the programme does not have.
    """
    before = mentee_of(desk, engagement_of(desk, engagement_id).mentee_id)
    kept = {name: changed.get(name, getattr(before, name)) for name in DIMENSIONS}
    after = edit_mentee(
        desk,
        replace(
            before,
            business_area=kept["business_area"],
            level_band=kept["level_band"],
            region=kept["region"],
            tenure_band=kept["tenure_band"],
            function_family=kept["function_family"],
        ),
    )
    return Change(engagement_id=engagement_id, put=(after,), before=(before,), erasure=last_erasure(desk))
