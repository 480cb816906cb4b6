"""Identifiers as types of their own, so that one can never stand in for another."""

from typing import NewType

MenteeId = NewType("MenteeId", str)
EngagementId = NewType("EngagementId", str)
AgreementId = NewType("AgreementId", str)
SessionId = NewType("SessionId", str)
RecordId = NewType("RecordId", str)
ThemeId = NewType("ThemeId", str)
GroupId = NewType("GroupId", str)
ItemId = NewType("ItemId", str)
