"""The sample reports, each made once."""

import pytest
from tests.unit.report import samples as make
from tests.unit.report.samples import Sample


@pytest.fixture(scope="session")
def medium() -> Sample:
    """75 mentors, about 120 people: base 5, two areas and the rest together."""
    return make.medium_sample()


@pytest.fixture(scope="session")
def large() -> Sample:
    """3,000 mentors: base 20, all eight areas, not the first report."""
    return make.large_sample()


@pytest.fixture(scope="session")
def sparse() -> Sample:
    """A programme so small that nearly nothing may be shown."""
    return make.sparse_sample()


@pytest.fixture(scope="session")
def own() -> Sample:
    """The list of one mentor."""
    return make.list_sample()


@pytest.fixture(scope="session", params=["medium", "large", "sparse", "own"])
def sample(request: pytest.FixtureRequest) -> Sample:
    """Each of them in turn."""
    found: Sample = request.getfixturevalue(request.param)
    return found


@pytest.fixture(params=["en", "nl"])
def language(request: pytest.FixtureRequest) -> str:
    """Each language in turn."""
    return str(request.param)
