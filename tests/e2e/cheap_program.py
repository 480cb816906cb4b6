"""careernotes-vault with a floor that costs nothing, for tests whose claim is not what a guess costs.

The product has no such door: somebody has to write a program of their own, as here, and the real program
refuses what this one makes (shown in test_vault_program).
"""

import sys

from careernotes.sealing import kdf
from careernotes.sealing.kdf import KdfProfile

KdfProfile.FLOOR = KdfProfile.OLDEST = KdfProfile.DEARER = KdfProfile.TEST
# It chooses for seconds, not only for memory; zero of them is the floor.
kdf._SHORTEST_SECONDS = kdf._LONGEST_SECONDS = 0

from careernotes.cli.__main__ import main  # noqa: E402 - the floor comes first

sys.exit(main())
