import { DomainError } from '../../platform/errors.js';
import type { FormFields } from './forms.js';

/** A form whose token is not that of this browser: its page was open for too long, or it came from elsewhere. */
export class StaleForm extends DomainError {
  readonly status = 403;

  /** `fields`: what was typed, to be shown again; undefined when the form came from another site. */
  constructor(readonly fields: FormFields | undefined) {
    super('form.stale', 'Cette page était ouverte depuis longtemps. Vérifiez, puis envoyez encore une fois.');
  }
}
