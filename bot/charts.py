"""Charts as pictures: bars with their figures beside them, readable without colours.

What a chart shows is also said in words, under it.
"""

import asyncio
import io
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Okabe and Ito's colours, told apart by everybody; hatching tells them apart in print.
_OURS, _THEIRS = "#0072B2", "#E69F00"
_WIDTH: Final = 6.4  # inches; with the resolution a phone's width
_HEAD, _BAR = 0.9, 0.42  # inches: of a panel's title, of a bar
_RESOLUTION: Final = 150
_LINE: Final = 48  # characters of the title
_LONGEST: Final = 28  # characters of a bar's name


@dataclass(frozen=True, slots=True)
class Bar:
    """A figure with its name; `theirs` says that people told it, not the group."""

    name: str
    n: int
    theirs: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    """Bars under a title."""

    title: str
    bars: Sequence[Bar]


async def draw(title: str, panels: Sequence[Panel]) -> bytes:
    """Draw panels one under the other, as PNG; others are served meanwhile."""
    return await asyncio.to_thread(_draw, title, panels)


def _draw(title: str, panels: Sequence[Panel]) -> bytes:
    # Loaded when somebody asks for a picture: it takes a second and 50 MB.
    from matplotlib.figure import Figure  # noqa: PLC0415

    heights = [_HEAD + _BAR * len(each.bars) for each in panels]
    figure = Figure(figsize=(_WIDTH, sum(heights) + _HEAD), layout="constrained")
    # A group may call itself as it likes: no dollar begins a formula. The library's own
    # wrapping reads formulas all the same.
    wrapped = textwrap.fill(title, _LINE)
    figure.suptitle(wrapped, fontsize=13, fontweight="bold", parse_math=False)
    places = figure.subplots(
        len(panels), squeeze=False, gridspec_kw={"height_ratios": heights}
    )
    for axes, panel in zip(places[:, 0], panels, strict=True):
        _fill(axes, panel)
    written = io.BytesIO()
    figure.savefig(written, format="png", dpi=_RESOLUTION)
    return written.getvalue()


def _fill(axes: "Axes", panel: Panel) -> None:
    names = [_clipped(each.name) for each in panel.bars]
    drawn = axes.barh(
        range(len(names)),
        [each.n for each in panel.bars],
        color=[_THEIRS if each.theirs else _OURS for each in panel.bars],
        hatch=["//" if each.theirs else "" for each in panel.bars],
        edgecolor="white",
        tick_label=names,
    )
    axes.bar_label(drawn, padding=3)
    axes.invert_yaxis()
    axes.margins(x=0.12)
    axes.set_title(panel.title, loc="left", fontsize=11)
    axes.xaxis.set_visible(False)
    axes.spines[:].set_visible(False)


def _clipped(name: str) -> str:
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
