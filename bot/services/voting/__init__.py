"""Publishing and voting: phases, ballots, the drawing of the next proposal."""
