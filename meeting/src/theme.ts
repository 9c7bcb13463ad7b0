// The portal's colors (style/1-tokens.css) for the UI library, which computes with colors and so needs them as they
// have come out: light or dark, the host's brand, more contrast, or the reader's own.

import { darkTheme, lightTheme } from '@azure/communication-react';
import { useEffect, useState } from 'react';

type Theme = typeof lightTheme;

/** Fluent's names for what the portal's tokens stand for. */
const SLOTS = {
  themePrimary: '--accent',
  themeDark: '--accent-deep',
  themeDarkAlt: '--accent-deep',
  themeDarker: '--accent-deep',
  themeSecondary: '--accent',
  themeTertiary: '--accent',
  themeLight: '--accent-soft',
  themeLighter: '--accent-soft',
  themeLighterAlt: '--accent-soft',
  neutralPrimary: '--ink',
  neutralPrimaryAlt: '--ink',
  neutralDark: '--ink',
  neutralSecondary: '--ink-soft',
  neutralTertiary: '--ink-soft',
  neutralQuaternaryAlt: '--line',
  neutralLight: '--line',
  neutralLighter: '--sunken',
  neutralLighterAlt: '--sunken',
  white: '--surface',
} as const;

/** What changes them while the page is open. */
const CHANGES = ['(prefers-color-scheme: dark)', '(forced-colors: active)', '(prefers-contrast: more)'];

/** The theme as it is now. */
export function useTheme(): Theme {
  const [theme, setTheme] = useState(themeNow);
  useEffect(() => {
    const refresh = () => setTheme(themeNow());
    const queries = CHANGES.map((query) => matchMedia(query));
    for (const query of queries) query.addEventListener('change', refresh);
    return () => {
      for (const query of queries) query.removeEventListener('change', refresh);
    };
  }, []);
  return theme;
}

function themeNow(): Theme {
  const base = matchMedia('(prefers-color-scheme: dark)').matches ? darkTheme : lightTheme;
  const probe = document.body.appendChild(document.createElement('span'));
  const palette = Object.entries(SLOTS).map(([slot, token]) => {
    probe.style.color = `var(${token})`;
    return [slot, hexOf(getComputedStyle(probe).color)];
  });
  const fontFamily = getComputedStyle(probe).fontFamily;
  probe.remove();
  return { ...base, palette: { ...base.palette, ...Object.fromEntries(palette) }, defaultFontStyle: { fontFamily } };
}

/** Any color of CSS as `#rrggbb`: a canvas knows them all. */
function hexOf(color: string): string {
  const context = document.createElement('canvas').getContext('2d');
  if (!context) return color;
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
  return `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}
