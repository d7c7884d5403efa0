/** `#rrggbb` */
type Color = string;

const CHANNELS = [1, 3, 5] as const;
const STEPS = 20;

const channels = (color: Color): number[] =>
  CHANNELS.map((at) => Number.parseInt(color.slice(at, at + 2), 16));

/** Relative luminance as WCAG 2.2 defines it. */
const luminance = (color: Color): number => {
  const [red = 0, green = 0, blue = 0] = channels(color).map((channel) => {
    const share = channel / 255;
    return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

/** The contrast of two colours as WCAG 2.2 defines it: 1 to 21. */
export const contrast = (one: Color, other: Color): number => {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
};

const mixed = (color: Color, other: Color, share: number): Color => {
  const theirs = channels(other);
  const parts = channels(color).map((channel, index) =>
    Math.round(channel + ((theirs[index] ?? 0) - channel) * share),
  );
  return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
};

/** A colour as near to the wanted one as can be read on a ground: mixed with black or white until the contrast is at least 4.5. */
export const readableColor = (color: Color, ground: Color): Color => {
  const end = luminance(ground) > 0.18 ? '#000000' : '#ffffff';
  const tries = Array.from({ length: STEPS + 1 }, (_, step) => mixed(color, end, step / STEPS));
  return tries.find((each) => contrast(each, ground) >= 4.5) ?? end;
};
