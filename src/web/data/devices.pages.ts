import { Controller } from '@nestjs/common';
import { h } from 'preact';
import { z } from 'zod';
import { Allow } from '../../identity/access.js';
import { SessionsService } from '../../identity/sessions.service.js';
import { Clock } from '../../platform/clock.js';
import { NotFound } from '../../platform/errors.js';
import { homeOf } from '../account/next-page.rules.js';
import type { Redirect, View } from '../kit/answers.js';
import { readForm } from '../kit/forms.js';
import { Page, type PageCall } from '../kit/page.js';
import { Devices } from './devices.view.js';

const show = {
  method: 'GET',
  path: '/mon-espace/donnees/appareils',
  query: z.object({ fait: z.literal('ferme').optional().catch(undefined) }),
} as const;
const close = { ...show, method: 'POST' } as const;

const form = z.object({ fermer: z.union([z.literal('autres'), z.uuid()]) });

/** Sessions of whoever is signed in, candidate or not. */
@Controller()
export class DevicesPages {
  constructor(
    private readonly sessions: SessionsService,
    private readonly clock: Clock,
  ) {}

  @Page(show)
  @Allow('account:own')
  async show(call: PageCall<typeof show>): Promise<View> {
    const { accountId, sessionId, role } = call.visitor;
    const props = {
      csrf: call.csrf,
      sessions: await this.sessions.list(accountId),
      here: sessionId,
      back: role === 'candidate' ? '/mon-espace/donnees' : homeOf(role),
      today: this.clock.today(),
      closed: call.query.fait === 'ferme',
    };
    return { title: 'Mes appareils', section: 'space', body: h(Devices, props) };
  }

  @Page(close)
  @Allow('account:own')
  async close(call: PageCall<typeof close>): Promise<Redirect> {
    const { accountId, sessionId } = call.visitor;
    const read = readForm(form, call.form);
    if (!read.ok) throw unknown();
    if (read.value.fermer === 'autres') await this.sessions.closeOthers(accountId, sessionId);
    else if (!(await this.sessions.close(accountId, read.value.fermer))) throw unknown();
    return { to: `${show.path}?fait=ferme` };
  }
}

function unknown(): NotFound {
  return new NotFound('session.not-found', 'Cet appareil est déjà fermé.');
}
