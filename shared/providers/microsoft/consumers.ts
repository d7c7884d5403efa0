/** The tenant of all personal accounts: https://learn.microsoft.com/en-us/entra/identity-platform/id-token-claims-reference */
export const CONSUMERS = '9188040d-6c67-4c5b-b112-36a304b66dad';
