"""What the studio does on the asyncio thread: answer, measure, refine, keep, bring in and carry out."""
