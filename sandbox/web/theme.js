// Light or dark: what the computer prefers, until somebody presses the button.

import { icon } from "./dom.js";
import { memory } from "./state.js";

const prefersDark = matchMedia("(prefers-color-scheme: dark)");

const isDark = () => (document.documentElement.dataset.theme || (prefersDark.matches ? "dark" : "light")) === "dark";

export function setUpTheme(button) {
  const saved = memory.read("theme");
  if (saved) document.documentElement.dataset.theme = saved;
  const paint = () => {
    button.replaceChildren(icon(isDark() ? "sun" : "moon", 20));
    button.setAttribute("aria-label", isDark() ? "Use light colours" : "Use dark colours");
  };
  button.addEventListener("click", () => {
    const theme = isDark() ? "light" : "dark";
    document.documentElement.dataset.theme = theme;
    memory.write("theme", theme);
    paint();
  });
  prefersDark.addEventListener("change", paint);
  paint();
}
