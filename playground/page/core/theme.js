// Light or dark: as the machine has it, or as the person chose on this page.
import { useEffect, useState } from "../vendor/preact.js";

const KEY = "playground-theme";
const machine = matchMedia("(prefers-color-scheme: dark)");

export const THEMES = { system: "As the Machine", light: "Light", dark: "Dark" };

const chosen = () => localStorage.getItem(KEY) ?? "system";

function show() {
  const theme = chosen();
  const dark = theme === "dark" || (theme === "system" && machine.matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";
}

export function useTheme() {
  const [theme, setTheme] = useState(chosen);
  useEffect(() => {
    show();
    machine.addEventListener("change", show);
    return () => machine.removeEventListener("change", show);
  }, [theme]);
  const choose = (wanted) => {
    localStorage.setItem(KEY, wanted);
    setTheme(wanted);
  };
  return [theme, choose];
}
