"""What the screens show and how typed words are understood: plain values, no widgets, no vault."""
