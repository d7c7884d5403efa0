/** Why a slot that was held for a guest is cancelled when nobody has confirmed it in time: told to nobody. */
export const HOLD_EXPIRED = 'hold_expired';
