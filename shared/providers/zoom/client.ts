import { callProvider } from '../call-provider.ts';
import { exactJson } from './exact-json.ts';

/** One call to Zoom, whose ids keep all their digits. Throws ProviderError `transient` where no answer came. */
export const callZoom = (request: Parameters<typeof callProvider>[0]) => callProvider(request, exactJson);
