"""Which topic a message is about: sentence vectors, the classifier, and how they are measured."""
