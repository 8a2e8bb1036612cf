"""What a proposal is made of: its text, topic, category, and whose matter it is."""
