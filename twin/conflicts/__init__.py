"""Where a physician's passage and a newer guideline contradict each other: another number, or advice turned round."""
