"""What a briefing says, in the words of its format, before anything is set in type."""
