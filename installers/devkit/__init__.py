"""What dev.py does: the machine's libraries, the locked environment, the commands."""
