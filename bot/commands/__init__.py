"""What the commands do; each module is loaded when its command is asked for."""
