interface Planted {
  readonly allowed: readonly string[];
  readonly refused: readonly string[];
}

/** One file a border: what it may import, what it may not. Targets that do not exist are planted too. */
export type Borders = Readonly<Record<string, Planted>>;

export const SHARED_BORDERS: Borders = {
  'events/planted.ts': {
    allowed: ['zod', './x.ts', './stored/x.ts'],
    refused: [
      'luxon',
      'node:crypto',
      '../shared/domain/x.ts',
      '../functions/pages/x.ts',
      '../infra/topology.ts',
    ],
  },
  'shared/config.ts': { allowed: ['zod'], refused: ['./ports/x.ts', 'node:fs'] },
  'shared/errors.ts': {
    allowed: ['zod', './domain/x.ts', '../events/x.ts'],
    refused: ['./ports/x.ts', './config.ts', 'luxon'],
  },
  'shared/log.ts': {
    allowed: ['node:fs', 'node:module', './ports/x.ts', './errors.ts'],
    refused: ['./config.ts', './aws/x.ts', 'zod'],
  },
  'shared/ids.ts': {
    allowed: ['node:crypto', './ports/ids.ts'],
    refused: ['./config.ts', './store/x.ts', 'zod'],
  },
  'shared/domain/planted.ts': {
    allowed: ['zod', 'luxon', 'node:crypto', './x.ts', '../errors.ts', '../../events/x.ts'],
    refused: [
      '../ports/x.ts',
      '../store/x.ts',
      '../config.ts',
      '../log.ts',
      '../sync/x.ts',
      '@aws-sdk/client-sqs',
    ],
  },
  'shared/ports/planted.ts': {
    allowed: ['./x.ts', '../domain/x.ts', '../errors.ts', '../../events/stored/x.ts'],
    refused: ['zod', '../store/x.ts', '../sync/x.ts', '../config.ts', '@aws-sdk/client-sqs'],
  },
  ...Object.fromEntries(
    [
      'bookings',
      'connections',
      'notices',
      'history',
      'people',
      'sync',
      'tokens',
      'pages',
      'a-room-of-tomorrow',
    ].map((room): [string, Planted] => [
      `shared/${room}/planted.ts`,
      {
        allowed: [
          'zod',
          'luxon',
          'node:crypto',
          './x.ts',
          '../ports/x.ts',
          '../domain/x.ts',
          '../errors.ts',
          '../bookings/x.ts',
          '../connections/x.ts',
          '../sync/x.ts',
          '../tokens/x.ts',
          '../notices/x.ts',
          '../history/x.ts',
          '../people/x.ts',
          '../scheduling/x.ts',
          '../html.ts',
          '../../events/internal/x.ts',
        ],
        refused: [
          '../store/x.ts',
          '../aws/x.ts',
          '../mail/x.ts',
          '../http/x.ts',
          '../providers/google/x.ts',
          '../config.ts',
          '../log.ts',
          '../ids.ts',
          '../system-clock.ts',
          '../../functions/sync/x.ts',
          '../../infra/serve.ts',
          'node:fs',
          '@aws-sdk/client-dynamodb',
          '@middy/core',
          'nodemailer',
        ],
      },
    ]),
  ),
  'shared/aws/planted.ts': {
    allowed: ['@aws-sdk/client-sqs', 'zod', 'node:crypto', './x.ts', '../ports/x.ts', '../errors.ts'],
    refused: [
      '../store/x.ts',
      '../mail/x.ts',
      '../http/x.ts',
      '../sync/x.ts',
      '../config.ts',
      'luxon',
      '@middy/core',
    ],
  },
  'shared/store/planted.ts': {
    allowed: [
      '@aws-sdk/lib-dynamodb',
      'zod',
      'node:crypto',
      './x.ts',
      '../aws/x.ts',
      '../ports/x.ts',
      '../domain/x.ts',
    ],
    refused: [
      '../mail/x.ts',
      '../http/x.ts',
      '../bookings/x.ts',
      '../providers/google/x.ts',
      '../config.ts',
      'luxon',
    ],
  },
  'shared/mail/planted.ts': {
    allowed: ['nodemailer/lib/mail-composer/index.js', 'ical-generator', 'luxon', './x.ts', '../domain/x.ts'],
    refused: [
      '../aws/x.ts',
      '../store/x.ts',
      '../http/x.ts',
      '../bookings/x.ts',
      '@aws-sdk/client-ses',
      '../config.ts',
    ],
  },
  'shared/providers/planted.ts': {
    allowed: ['zod', 'node:crypto', '../ports/x.ts', '../errors.ts'],
    refused: ['../http/x.ts', '../store/x.ts', 'google-auth-library', 'jose'],
  },
  'shared/wiring/planted.ts': {
    allowed: [
      './x.ts',
      '../aws/x.ts',
      '../store/x.ts',
      '../providers/google/x.ts',
      '../config.ts',
      '../tokens/x.ts',
    ],
    refused: ['zod', '@aws-sdk/client-sqs', '../../functions/sync/x.ts', '../../infra/topology.ts'],
  },
  'shared/providers/google/planted.ts': {
    allowed: [
      'googleapis/build/src/apis/calendar/index.js',
      'google-auth-library',
      'zod',
      './x.ts',
      '../../ports/x.ts',
      '../../errors.ts',
      '../../../events/x.ts',
    ],
    refused: [
      'googleapis',
      'jose',
      '../microsoft/x.ts',
      '../zoom/x.ts',
      '../../store/x.ts',
      '../../http/x.ts',
      '../../config.ts',
    ],
  },
  'shared/providers/microsoft/planted.ts': {
    allowed: ['zod', './x.ts', '../../ports/x.ts'],
    refused: ['google-auth-library', '../google/x.ts', '../../aws/x.ts'],
  },
  'shared/http/planted.ts': {
    allowed: [
      '@middy/core',
      'zod',
      'node:crypto',
      './x.ts',
      '../ports/x.ts',
      '../errors.ts',
      '../../events/http/x.ts',
    ],
    refused: [
      '../store/x.ts',
      '../sync/x.ts',
      '../domain/x.ts',
      '../config.ts',
      '../log.ts',
      '@aws-sdk/client-sqs',
    ],
  },
};
