"""What holds when many come at once: caps on what one member or one network sends, and a guard on a discussion that is overrun."""
