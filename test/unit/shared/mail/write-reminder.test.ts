import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import { writeLetter } from '../../../../shared/mail/write-letter.ts';
import type { Letter } from '../../../../shared/ports/letters.ts';
import { aGuest, aHost, aLetter, told } from '../../../support/a-letter.ts';

const { write } = writeLetter({ from: 'hub@mail.acme.example', publicUrl: 'https://hub.acme.example' });

/** An hour before the start. */
const reminder = async (over: Parameters<typeof aLetter>[0] = {}) => {
  const mail = {
    kind: 'reminder',
    told: told(),
    reminded: { start: told().start, minutes: 60 },
    ...over.mail,
  } satisfies Partial<Letter['mail']>;
  return PostalMime.parse(await write(aLetter({ at: '2027-01-05T09:00:20.000Z', ...over, mail })));
};

describe('a reminder', () => {
  it('has the link, the time of its reader and the ways to their pages, and no calendar part', async () => {
    const { subject, text = '', html = '', attachments } = await reminder();
    expect([subject, attachments]).toEqual(['Reminder: Compilers over coffee', []]);
    expect(text).toContain('Your meeting with Ben Okafor starts in 1 hour.');
    expect(text).toContain('Join the meeting: https://meet.google.com/abc-defg-hij');
    expect(text).toContain('Cancel meeting: https://hub.acme.example/b/T0k3n/cancel');
    expect(text).toMatch(/05:00 – 05:30\s+Eastern Standard Time/u);
    expect(text).not.toContain('invite.ics');
    expect(html).toContain('href="https://meet.google.com/abc-defg-hij"');
    expect(html).not.toContain('Jan Žižka');
  });

  it('is Czech to a reader of Czech', async () => {
    const reader = aGuest({ to: { locale: 'cs', zone: 'Europe/Prague' } });
    const { subject, text } = await reminder({ reader });
    expect(subject).toBe('Připomínka: Compilers over coffee');
    expect(text).toContain('vaše schůzka začíná za 1 hodinu. Pořádá ji Ben Okafor.');
  });

  it('tells a host of the meeting, and says nothing again that they were told once', async () => {
    const { text } = await reminder({
      reader: aHost({ served: false }),
      mail: { told: told({ sharedLink: true }) },
    });
    expect(text).toContain('A meeting of yours starts in 1 hour.');
    expect(text).not.toMatch(/invite\.ics|You have not connected|share one link/u);
  });

  it('says that the link follows where there is none yet', async () => {
    const { joinUrl: _, ...linkless } = told();
    const { text } = await reminder({
      mail: { told: linkless },
      booking: { conference: { kind: 'google_meet', state: 'pending' } },
    });
    expect(text).toContain('The link to join is still being made: it follows in another mail.');
    expect(text).not.toContain('Join the meeting');
  });
});
