import type { Simulator } from '../../infra/simulators/simulator.ts';
import { startZoom } from '../../infra/simulators/zoom/main.ts';
import type { AuthorizationProvider, Grant } from '../../shared/ports/authorization-provider.ts';
import type { ConferenceProvider } from '../../shared/ports/conference-provider.ts';
import { zoomAuthorization } from '../../shared/providers/zoom/authorization.ts';
import { zoomMeetings } from '../../shared/providers/zoom/meetings.ts';
import { type SimulatorControl, simulatorControl } from './simulator-control.ts';

/** A provider of meetings with one host in it, who has connected. */
export interface ConferenceStage {
  readonly conference: ConferenceProvider;
  readonly authorization: AuthorizationProvider;
  readonly simulator: SimulatorControl;
  readonly accessToken: string;
  /** Somebody else of the same company. */
  connect(email: string, plan?: 'basic' | 'licensed'): Promise<Grant>;
}

const APP = { clientId: 'zoom-app', clientSecret: 'zoom-secret' };
const REDIRECT = 'https://hub.example/v1/oauth/zoom/callback';
const VERIFIER = 'v'.repeat(64);
const clock = { now: () => Date.now() };
export const HOST = 'ben@zoom.example';

export const zoomSubject = () => {
  let server: Simulator | undefined;
  const stage = async (): Promise<ConferenceStage> => {
    if (server === undefined) throw new Error('not started');
    server.reset();
    const simulator = simulatorControl(server.url);
    const authorization = zoomAuthorization({
      credentials: () => Promise.resolve(APP),
      clock,
      baseUrl: server.url,
    });
    const connect: ConferenceStage['connect'] = async (email, plan = 'licensed') => {
      await simulator.account({ email, name: 'Zoë Example', plan });
      const request = { state: 'state', codeVerifier: VERIFIER, redirectUri: REDIRECT };
      const authorizeUrl = await authorization.authorizeUrl(request);
      const back = new URL(await simulator.consent({ authorizeUrl, account: email }));
      return authorization.exchange(back.searchParams.get('code') ?? '', VERIFIER, REDIRECT);
    };
    const { accessToken } = await connect(HOST);
    const conference = zoomMeetings({ clock, baseUrl: server.url });
    return { conference, authorization, simulator, accessToken, connect };
  };
  return {
    name: 'Zoom',
    joinUrl: /^https:\/\/us02web\.zoom\.us\/j\/\d+\?pwd=/u,
    start: async () => {
      server = await startZoom({ ...APP, webhookSecret: 'webhook-secret', redirectUris: () => [REDIRECT] });
    },
    stage,
    close: async () => {
      await server?.close();
    },
  };
};
