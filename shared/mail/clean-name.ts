// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069"\\<>]/gu;

/** A name for headers and calendar parameters: one line without quotes, brackets and direction overrides, at most 80 characters. */
export const cleanName = (name: string): string =>
  [...name.toWellFormed().replaceAll(UNSAFE, ' ').replaceAll(/\s+/gu, ' ').trim()].slice(0, 80).join('');
