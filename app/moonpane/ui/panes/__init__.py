"""What one answer is looked at with: its code, its live preview, and its picture beside the mockup."""
