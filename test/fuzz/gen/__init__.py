"""Generator of random kustomizations: one seed, one case, always the same."""
