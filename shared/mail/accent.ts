export interface Accent {
  readonly ground: string;
  readonly ink: string;
}

const DEFAULT = '#1f4fd8';
const HEX = /^#[0-9a-f]{6}$/iu;

/** WCAG's relative luminance: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
const luminance = (hex: string): number => {
  const channels = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255);
  const [red = 0, green = 0, blue = 0] = channels.map((c) =>
    c <= 0.040_45 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

/** An org's colour (`#rrggbb`, anything else is ours) with the ink that can be read on it: 4.5:1 at least. */
export const accent = (color: string | undefined): Accent => {
  const ground = color && HEX.test(color) ? color : DEFAULT;
  return { ground, ink: luminance(ground) > 0.179 ? '#10131a' : '#ffffff' };
};
