"""The Bot API's own description of its methods, and checks against it."""
