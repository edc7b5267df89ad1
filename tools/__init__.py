"""What makes files of the repository: demo documents, the embedder's graph, generated docs."""
