import { pageOf } from '../page.ts';

export const page = pageOf('Simulated Microsoft');
