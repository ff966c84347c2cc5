"""What every outside file comes to: who is meant, who was in what from when until when, and what is bad in it."""
