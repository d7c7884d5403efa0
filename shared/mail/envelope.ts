import { wholeSeriesId } from '../domain/series-id.ts';
import type { Letter } from '../ports/letters.ts';
import { cleanName } from './clean-name.ts';
import { wordsOf } from './words-of.ts';

interface Address {
  readonly name: string;
  readonly address: string;
}

/** Nobody gets mail from themselves. */
const senderName = ({ hosts, settings, reader }: Letter): string => {
  const brand = settings.brand.fromName ?? settings.brand.name;
  if (reader.person === `host:${hosts[0]?.userId}`) return cleanName(brand);
  return cleanName(hosts[0] ? wordsOf(reader.to.locale).via(hosts[0].name, brand) : brand);
};

/** A guest answers the host, unless the org wants answers in one place; a host answers the guest. */
const replyTo = ({ reader, hosts, booking, settings }: Letter): Address | undefined => {
  const [host] = hosts;
  const [guest] = booking.guests;
  if (reader.role === 'host') return guest && { name: cleanName(guest.name), address: guest.email };
  if (settings.brand.replyTo)
    return { name: cleanName(settings.brand.name), address: settings.brand.replyTo };
  return host?.email ? { name: cleanName(host.name), address: host.email } : undefined;
};

const threadOf = ({ booking: { id, seriesId } }: Letter): string => wholeSeriesId(seriesId ?? id);

/** From whom to whom a mail goes, and how programs are to take it; `address` is our verified one. */
export const envelopeOf = (letter: Letter, address: string) => {
  const { reader, at } = letter;
  const answer = replyTo(letter);
  return {
    from: { name: senderName(letter), address },
    to: { name: cleanName(reader.to.name), address: reader.to.email },
    ...(answer && { replyTo: answer }),
    // SES replaces Message-ID, so mails of one booking are threaded by an id that stands in all of them.
    references: `<booking-${threadOf(letter)}@${address.slice(address.lastIndexOf('@') + 1)}>`,
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    date: new Date(at),
  };
};
