"""Files that a bot sends along."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Upload:
    """A file of a multipart request."""

    name: str
    content: bytes
    mime_type: str = "application/octet-stream"

    @property
    def summary(self) -> str:
        """Say what file it is, without its content."""
        return f"<{self.name}, {len(self.content)} bytes>"
