import { invalid } from './api-refusal.ts';
import { isJsonObject, type Json } from './json.ts';

type Mask = Map<string, Mask>;

const NAME = /[A-Za-z0-9_*-]+/y;

/** `a,b/c,d(e,f)`: https://developers.google.com/workspace/calendar/api/guides/performance#partial */
class MaskReader {
  private at = 0;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  read(): Mask {
    const mask = this.list();
    if (this.at < this.text.length) throw this.wrong();
    return mask;
  }

  private list(): Mask {
    const mask: Mask = new Map();
    do this.entry(mask);
    while (this.skip(','));
    return mask;
  }

  private entry(mask: Mask): void {
    const name = this.name();
    const inner = mask.get(name) ?? new Map();
    mask.set(name, inner);
    if (this.skip('/')) {
      this.entry(inner);
      return;
    }
    if (!this.skip('(')) return;
    for (const [key, value] of this.list()) inner.set(key, value);
    if (!this.skip(')')) throw this.wrong();
  }

  private name(): string {
    NAME.lastIndex = this.at;
    const found = NAME.exec(this.text)?.[0];
    if (found === undefined) throw this.wrong();
    this.at += found.length;
    return found;
  }

  private skip(sign: string): boolean {
    if (this.text[this.at] !== sign) return false;
    this.at += 1;
    return true;
  }

  private wrong(): Error {
    return invalid(`Invalid field selection ${this.text}`, 'fields');
  }
}

const apply = (value: Json, mask: Mask): Json => {
  if (mask.size === 0 || mask.has('*')) return value;
  if (Array.isArray(value)) return value.map((each) => apply(each, mask));
  if (!isJsonObject(value)) return value;
  const kept = Object.entries(value).flatMap(([name, each]): [string, Json][] => {
    const inner = mask.get(name);
    return inner ? [[name, apply(each, inner)]] : [];
  });
  return Object.fromEntries(kept);
};

export const partialResponse = (value: Json, fields: string | null): Json =>
  fields === null ? value : apply(value, new MaskReader(fields).read());
