"""The colours of a report by what they are for, in light and dark; tests measure every pair that meets."""

import enum


class Role(enum.Enum):
    """What a colour is for."""

    INK = "ink"
    MUTED = "muted"
    LINE = "line"
    GROUND = "ground"
    CARD = "card"
    WASH = "wash"
    ACCENT = "accent"
    ITEM = "item"
    ON_ACCENT = "on-accent"
    HATCH = "hatch"
    BIN_LOW = "bin-low"
    BIN_MIDDLE = "bin-middle"
    BIN_HIGH = "bin-high"
    ON_BIN_LOW = "on-bin-low"
    ON_BIN_MIDDLE = "on-bin-middle"
    ON_BIN_HIGH = "on-bin-high"
    SHADE_1 = "shade-1"
    SHADE_2 = "shade-2"
    SHADE_3 = "shade-3"
    SHADE_4 = "shade-4"
    ON_SHADE_3 = "on-shade-3"
    ON_SHADE_4 = "on-shade-4"


LIGHT = {
    Role.INK: "#1d2733",
    Role.MUTED: "#566473",
    Role.LINE: "#e3e7ec",
    Role.GROUND: "#f6f7f9",
    Role.CARD: "#ffffff",
    Role.WASH: "#e3f1ef",
    Role.ACCENT: "#0f6b66",
    Role.ITEM: "#5b9e98",
    Role.ON_ACCENT: "#ffffff",
    Role.HATCH: "#7c8896",
    Role.BIN_LOW: "#801650",
    Role.BIN_MIDDLE: "#8b95a1",
    Role.BIN_HIGH: "#0f6b66",
    Role.ON_BIN_LOW: "#ffffff",
    Role.ON_BIN_MIDDLE: "#10181f",
    Role.ON_BIN_HIGH: "#ffffff",
    Role.SHADE_1: "#eef6f5",
    Role.SHADE_2: "#c9e3df",
    Role.SHADE_3: "#8fc4bd",
    Role.SHADE_4: "#0f6b66",
    Role.ON_SHADE_3: "#10181f",
    Role.ON_SHADE_4: "#ffffff",
}

DARK = {
    Role.INK: "#e8edf2",
    Role.MUTED: "#a9b5c1",
    Role.LINE: "#333d47",
    Role.GROUND: "#14191f",
    Role.CARD: "#1c232b",
    Role.WASH: "#183431",
    Role.ACCENT: "#4fb8af",
    Role.ITEM: "#3a8f88",
    Role.ON_ACCENT: "#0c1614",
    Role.HATCH: "#8593a1",
    Role.BIN_LOW: "#e58cba",
    Role.BIN_MIDDLE: "#8b97a4",
    Role.BIN_HIGH: "#4fb8af",
    Role.ON_BIN_LOW: "#1d0a14",
    Role.ON_BIN_MIDDLE: "#0c1116",
    Role.ON_BIN_HIGH: "#0c1614",
    Role.SHADE_1: "#1f2f33",
    Role.SHADE_2: "#234744",
    Role.SHADE_3: "#2f7d76",
    Role.SHADE_4: "#7fd6cd",
    Role.ON_SHADE_3: "#ffffff",
    Role.ON_SHADE_4: "#0c1614",
}
