// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
const SUSPICIOUS = /[\u0000-\u0020\u007f\\]/u;

/** No user info: `https://app.example.com@elsewhere.example` is elsewhere. */
const ABSOLUTE = /^https?:\/\/[^/?#@]+(?:[/?#]|$)/u;

const PORT = /:(\d+|\*)$/u;

const isOn = (url: URL, origin: string): boolean => {
  if (!origin.endsWith(':*')) return url.origin === origin;
  return `${url.protocol}//${url.hostname}` === origin.replace(PORT, '');
};

/**
 * Whether a browser may be sent here: an absolute http(s) URL on one of the origins (`https://app.example.com`, `http://localhost:*`).
 * Backslashes, spaces and user info are refused: browsers and parsers disagree about them.
 */
export const isReturnUrl = (text: string, origins: readonly string[]): boolean => {
  if (SUSPICIOUS.test(text) || !ABSOLUTE.test(text) || !URL.canParse(text)) return false;
  const url = new URL(text);
  return origins.some((origin) => isOn(url, origin));
};
