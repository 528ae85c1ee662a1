"""What is known of a journey's state, as plain values: moments, pains, hand-offs, evidence, owners, and a score.

`journey.assess` reckons one journey, `workspace.assess_all` all of them; the weights of the score stand in `formula`.
Nothing here reads a file, and nothing takes the mean of emotions: it hides the worst moment.
"""
