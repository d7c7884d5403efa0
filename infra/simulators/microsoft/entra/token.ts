import { createHash } from 'node:crypto';
import type { Reply } from '../../../serve.ts';
import type { HttpCall } from '../../http-call.ts';
import { jsonReply } from '../../json-reply.ts';
import { shuffledScope } from '../../shuffled-scope.ts';
import { type Account, isPersonal } from '../accounts.ts';
import type { World } from '../world.ts';
import { mayUseSegment } from './authorize-request.ts';
import { ACCESS_TOKEN_SECONDS, type AuthorizationCode } from './grants.ts';
import { idToken } from './id-token.ts';
import { readScopes, shownScopes } from './scopes.ts';
import { tokenError } from './token-error.ts';

interface Granted {
  readonly account: Account;
  readonly clientId: string;
  readonly scopes: readonly string[];
  readonly nonce?: string | undefined;
}

const provesChallenge = ({ challenge }: AuthorizationCode, verifier: string | null): boolean => {
  if (!challenge) return true;
  if (verifier === null) return false;
  const shown = createHash('sha256').update(verifier).digest('base64url');
  return (challenge.method === 'plain' ? verifier : shown) === challenge.value;
};

const tokens = async (world: World, { account, clientId, scopes, nonce }: Granted): Promise<Reply> => {
  const { grants, random } = world;
  const { oid } = account;
  const isOld = isPersonal(account);
  const words = shownScopes(scopes, !isOld);
  return jsonReply(
    200,
    {
      token_type: 'Bearer',
      scope: words.length > 1 ? shuffledScope(words, random) : words.join(' '),
      expires_in: ACCESS_TOKEN_SECONDS,
      ext_expires_in: ACCESS_TOKEN_SECONDS,
      access_token: grants.issueAccessToken({ oid, clientId, scopes, kind: 'app' }, isOld),
      ...(scopes.includes('offline_access') && {
        refresh_token: grants.issueRefreshToken({ oid, clientId, scopes }),
      }),
      ...(scopes.includes('openid') && { id_token: await idToken(account, { clientId, scopes, nonce }) }),
    },
    { 'cache-control': 'no-store, no-cache', pragma: 'no-cache' },
  );
};

const codeProblem = (code: AuthorizationCode, segment: string, form: URLSearchParams): number | undefined => {
  if (code.segment !== segment) return 700005;
  if (form.get('redirect_uri') !== code.redirectUri) return 50011;
  return provesChallenge(code, form.get('code_verifier')) ? undefined : 501481;
};

const exchange = (world: World, segment: string, form: URLSearchParams): Reply | Promise<Reply> => {
  const code = world.grants.takeCode(form.get('code') ?? '');
  if (typeof code === 'number') return tokenError(code);
  const problem = codeProblem(code, segment, form);
  if (problem !== undefined) return tokenError(problem);
  const account = world.accounts.find(code.oid);
  return account ? tokens(world, { ...code, account }) : tokenError(50057);
};

/** What the tenant's admin did since counts before the token itself. */
const refusedBy = ({ tenants }: World, account: Account): number | undefined => {
  if (account.isDisabled) return 50057;
  return tenants.find(account.tid)?.app === 'disabled' ? 7000112 : undefined;
};

const refresh = (world: World, segment: string, form: URLSearchParams): Reply | Promise<Reply> => {
  const found = world.grants.useRefreshToken(form.get('refresh_token') ?? '');
  if (typeof found === 'number') return tokenError(found);
  const account = world.accounts.find(found.oid);
  if (!account) return tokenError(50057);
  if (!mayUseSegment(world, segment, account)) return tokenError(700005);
  const refusal = refusedBy(world, account);
  if (refusal !== undefined) return tokenError(refusal);
  const asked = readScopes(form.get('scope') ?? '');
  if ('unknown' in asked) return tokenError(70011);
  // More than was consented to needs the person.
  if (asked.scopes.some((scope) => !found.scopes.includes(scope))) return tokenError(65001);
  return tokens(world, { ...found, account });
};

const clientProblem = ({ app }: World, form: URLSearchParams): number | undefined => {
  if (!form.has('client_id')) return 900144;
  if (form.get('client_id') !== app.clientId) return 700016;
  if (!form.has('client_secret')) return 7000218;
  if (form.get('client_secret') !== app.clientSecret) return 7000215;
  return app.isSecretExpired ? 7000222 : undefined;
};

/** `POST /{tenant}/oauth2/v2.0/token`, forms only. */
export const token = (world: World, call: HttpCall): Reply | Promise<Reply> => {
  const segment = call.path.split('/')[1] ?? '';
  if (!call.header('content-type')?.startsWith('application/x-www-form-urlencoded'))
    return tokenError(900144);
  const form = new URLSearchParams(call.body);
  const problem = clientProblem(world, form);
  if (problem !== undefined) return tokenError(problem);
  const type = form.get('grant_type');
  if (type === 'authorization_code') return exchange(world, segment, form);
  return type === 'refresh_token' ? refresh(world, segment, form) : tokenError(70003);
};
