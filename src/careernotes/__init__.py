"""Career Notes: confidential case notes for career mentors, and theme reports that point at nobody."""
