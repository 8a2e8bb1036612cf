"""Where the data lies that comes with the program."""

from pathlib import Path
from typing import Final

DATA: Final = Path(__file__).parents[1] / "data"
