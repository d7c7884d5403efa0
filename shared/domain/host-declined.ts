/** Why a booking was cancelled: a host has declined it, and the organization lets such meetings go. */
export const HOST_DECLINED = 'host_declined';
