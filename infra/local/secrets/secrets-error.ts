export class SecretsError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

export const notFound = (): SecretsError =>
  new SecretsError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");

export const invalidRequest = (message: string): SecretsError =>
  new SecretsError('InvalidRequestException', message);
