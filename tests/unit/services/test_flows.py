"""Flows of a conversation: shipped in both languages, changed by the mentor, and no mentee in any."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.services.conftest import take_on

from careernotes.domain.vocabulary import SessionKind
from careernotes.services import flows as module
from careernotes.services.desk import Desk
from careernotes.services.flows import Flow, FlowNameError, FlowTextError, flow_for, flows, keep_flow


def flow(desk: Desk, flow_id: str, language: str = "en") -> Flow:
    return next(each for each in flows(desk, language) if each.flow_id == flow_id)


def test_every_kind_of_session_has_a_flow(desk: Desk) -> None:
    ids = {each.flow_id for each in flows(desk, "en")}
    assert {flow_for(kind) for kind in SessionKind} <= ids


def test_a_changed_flow_is_the_mentors_in_one_language_and_the_shipped_one_comes_back(desk: Desk) -> None:
    shipped, dutch = flow(desk, "move"), flow(desk, "move", "nl")
    keep_flow(desk, "en", "move", "? What now?\n- Wait\n\n= The step\nNo mark")
    assert flow(desk, "move").prompts == (
        ("ask", "What now?"), ("do", "Wait"), ("write", "The step"), ("ask", "No mark"),
    )  # fmt: skip
    assert flow(desk, "move").own
    assert flow(desk, "move", "nl") == dutch
    keep_flow(desk, "nl", "closing", "? Hoe was het?")
    keep_flow(desk, "en", "move", shipped.lines)
    assert flow(desk, "move") == shipped
    assert flow(desk, "closing", "nl").own
    keep_flow(desk, "nl", "closing", "")
    assert not flow(desk, "closing", "nl").own


def test_no_mentee_stands_in_a_flow_and_it_stays_short(desk: Desk) -> None:
    take_on(desk, "Mira-07")
    with pytest.raises(FlowNameError, match="2"):
        keep_flow(desk, "en", "move", "? ok\n? ask Mira-07")
    with pytest.raises(FlowTextError):
        keep_flow(desk, "en", "move", "x" * 301)
    with pytest.raises(FlowTextError):
        keep_flow(desk, "en", "move", "x\n" * 41)
    assert not flow(desk, "move").own


@settings(max_examples=30)
@given(
    st.lists(
        st.tuples(st.sampled_from(["ask", "do", "write"]), st.text(alphabet="ab -?=")),
        max_size=8,
    )
)
def test_what_is_written_as_lines_reads_the_same(prompts: list[tuple[str, str]]) -> None:
    prompts = [(kind, f"a{' '.join(text.split())}") for kind, text in prompts]
    written = Flow(flow_id="x", name="x", minutes=1, prompts=tuple(prompts), topics=(), own=True).lines
    read = module.read_lines(written, frozenset())
    assert [(each.kind, each.text.en) for each in read] == prompts
