"""What everybody may read: "You said - we did", subscribers, posters."""
