"""careernotes-export with a floor that costs nothing, for tests whose claim is not what a guess costs.

As in cheap_program: the product has no such door, and the real exporter refuses what this one makes.
"""

import sys

from careernotes.sealing import kdf
from careernotes.sealing.kdf import KdfProfile

KdfProfile.FLOOR = KdfProfile.OLDEST = KdfProfile.DEARER = KdfProfile.TEST
# It chooses for seconds, not only for memory; zero of them is the floor.
kdf._SHORTEST_SECONDS = kdf._LONGEST_SECONDS = 0

from careernotes.exporter.__main__ import main  # noqa: E402 - the floor comes first

sys.exit(main())
