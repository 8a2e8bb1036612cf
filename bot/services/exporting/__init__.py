"""What is published, as files for those who compute."""
