"""How well search finds: labelled sets of documents and questions, asked in the way readers ask."""
