"""Measures how well the words on a page stand out from what is behind them (WCAG 2.2, 1.4.3)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from typing import TypedDict

from playwright.async_api import Page

LEAST = 4.5
"""The ratio that text of ordinary size needs."""

PAINTED = """
() => {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.data.trim();
    const node = walker.currentNode.parentElement;
    if (!text || node.closest("[aria-hidden], :disabled, .unseen")) continue;
    if (!node.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    const behind = [];
    for (let at = node; at; at = at.parentElement) behind.push(getComputedStyle(at));
    const grounds = behind.map((style) => style.backgroundColor);
    found.push({ words: text, colour: behind[0].color, behind: grounds });
  }
  return found;
}
"""
"""Lists visible words with their colour and the colours of all boxes around them, inmost first.

Pictures and gradients are not seen by it; where there is one, the page gives a plain colour too.
"""

Colour = tuple[float, float, float, float]


class Painted(TypedDict):
    """Words as the page paints them."""

    words: str
    colour: str
    behind: list[str]


@dataclass(frozen=True, kw_only=True)
class Contrast:
    """How much words differ from what is behind them, between 1 and 21."""

    words: str
    ratio: float


async def contrasts(page: Page) -> list[Contrast]:
    """Measure all words that are in sight, or would be after scrolling."""
    painted: list[Painted] = await page.evaluate(PAINTED)
    return [Contrast(words=each["words"], ratio=_ratio(each)) for each in painted]


def _ratio(painted: Painted) -> float:
    ground = _laid_over(map(_colour, painted["behind"]))
    ink = _over(_colour(painted["colour"]), ground)
    dark, light = sorted((_luminance(ink), _luminance(ground)))
    return (light + 0.05) / (dark + 0.05)


def _colour(css: str) -> Colour:
    red, green, blue, *alpha = map(float, re.findall(r"[\d.]+", css))
    return red, green, blue, alpha[0] if alpha else 1.0


def _laid_over(inmost_first: Iterable[Colour]) -> Colour:
    layers = list(inmost_first)
    white = (255.0, 255.0, 255.0, 1.0)
    return reduce(lambda ground, layer: _over(layer, ground), reversed(layers), white)


def _over(top: Colour, ground: Colour) -> Colour:
    alpha = top[3]
    red, green, blue = (
        upper * alpha + lower * (1 - alpha)
        for upper, lower in zip(top[:3], ground[:3], strict=True)
    )
    return red, green, blue, 1.0


def _luminance(colour: Colour) -> float:
    red, green, blue = (_linear(each / 255) for each in colour[:3])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
