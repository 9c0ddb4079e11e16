"""Teaching: corrections become training examples, tests and remarks; a retrained model is compared and put live."""
