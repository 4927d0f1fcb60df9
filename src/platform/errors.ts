/** The five ways in which a request ends badly. `code` is stable for programs, `message` is French for people. */
export abstract class DomainError extends Error {
  /** HTTP status of the answer. */
  abstract readonly status: number;

  constructor(
    readonly code: string,
    message: string,
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.name = new.target.name;
  }
}

export class NotFound extends DomainError {
  readonly status = 404;
}

export class Forbidden extends DomainError {
  readonly status = 403;
}

/** The state changed, or the thing exists already. A code ending in `.stale-version` answers 412. */
export class Conflict extends DomainError {
  get status(): number {
    return this.code.endsWith('.stale-version') ? 412 : 409;
  }
}

/** Understood, but a rule of the domain says no. A code ending in `.gone` answers 410. */
export class RuleBroken extends DomainError {
  get status(): number {
    return this.code.endsWith('.gone') ? 410 : 422;
  }
}

/** Something outside did not do its part; trying again may help. */
export class ExternalFailure extends DomainError {
  readonly status = 503;
}
