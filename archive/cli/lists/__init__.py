"""What is recorded, to look through: events, entities, sources, stances, questions, kinds, the log."""
