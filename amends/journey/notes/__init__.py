"""What is written down along the way: case notes, paper copies, entries elsewhere, oversight, and the tracking record."""
