import { Controller } from '@nestjs/common';
import { h } from 'preact';
import { z } from 'zod';
import { ApplicationsQueries } from '../../applications/applications.queries.js';
import { ApplicationsService } from '../../applications/applications.service.js';
import type { OwnApplication } from '../../applications/own-application.rules.js';
import { Allow } from '../../identity/access.js';
import { Clock } from '../../platform/clock.js';
import { Config } from '../../platform/config/config.js';
import { NotFound } from '../../platform/errors.js';
import type { Redirect, View } from '../kit/answers.js';
import { failing, type FieldErrors, type FormFields, textOf } from '../kit/forms.js';
import { Page, type PageCall } from '../kit/page.js';
import { ownFile } from '../space/own-file.js';
import { DONE_CODES, OneApplication, Relance, Withdraw } from './application.view.js';
import { MyApplications } from './my-applications.view.js';

const params = z.object({ id: z.uuid() });
const query = z.object({ fait: z.enum(DONE_CODES).optional().catch(undefined) });
const list = { method: 'GET', path: '/mon-espace/candidatures' } as const;
const one = { method: 'GET', path: '/mon-espace/candidatures/{id}', params, query } as const;
const relance = { method: 'GET', path: '/mon-espace/candidatures/{id}/relance', params } as const;
const sendRelance = { ...relance, method: 'POST' } as const;
const withdraw = { method: 'GET', path: '/mon-espace/candidatures/{id}/retirer', params } as const;
const confirmWithdraw = { ...withdraw, method: 'POST' } as const;

/** What the person sent, with the answers. */
@Controller()
export class MyApplicationsPages {
  constructor(
    private readonly applications: ApplicationsQueries,
    private readonly service: ApplicationsService,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  @Page(list)
  @Allow('own:read')
  async list(call: PageCall<typeof list>): Promise<View> {
    const applications = await this.applications.of(ownFile(call.visitor));
    return {
      title: 'Mes candidatures',
      body: h(MyApplications, { applications, today: this.clock.today() }),
      section: 'space',
    };
  }

  @Page(one)
  @Allow('own:read')
  async one(call: PageCall<typeof one>): Promise<View> {
    const application = await this.own(call);
    return {
      title: `Ma candidature : ${application.title}`,
      body: h(OneApplication, {
        application,
        done: call.query.fait,
        today: this.clock.today(),
        instance: this.config.instance,
      }),
      section: 'space',
    };
  }

  @Page(relance)
  @Allow('applications:send')
  async relance(call: PageCall<typeof relance>): Promise<View | Redirect> {
    const application = await this.own(call);
    if (!application.mayRemind) return { to: pathTo(application) };
    return this.askRelance(call, application, call.kept);
  }

  @Page(sendRelance)
  @Allow('applications:send')
  async sendRelance(call: PageCall<typeof sendRelance>): Promise<View | Redirect> {
    const application = await this.own(call);
    const sent = await this.service.remind(ownFile(call.visitor), application.id, textOf(call.form, 'mots'));
    if (sent.ok) return { to: `${pathTo(application)}?fait=relancee` };
    if (!sent.reason.startsWith('words-')) return { to: pathTo(application) };
    return this.askRelance(call, application, call.form, { mots: sent.message });
  }

  @Page(withdraw)
  @Allow('applications:send')
  async withdraw(call: PageCall<typeof withdraw>): Promise<View | Redirect> {
    const application = await this.own(call);
    if (!application.mayWithdraw) return { to: pathTo(application) };
    return {
      title: 'Retirer ma candidature',
      body: h(Withdraw, { application, csrf: call.csrf }),
      section: 'space',
    };
  }

  @Page(confirmWithdraw)
  @Allow('applications:send')
  async confirmWithdraw(call: PageCall<typeof confirmWithdraw>): Promise<Redirect> {
    const application = await this.own(call);
    const done = await this.service.withdraw(ownFile(call.visitor), application.id);
    return { to: `${pathTo(application)}${done.ok ? '?fait=retiree' : ''}` };
  }

  private askRelance(
    call: Pick<PageCall<typeof relance>, 'csrf'>,
    application: OwnApplication,
    values: FormFields | undefined,
    errors?: FieldErrors,
  ): View {
    return {
      title: 'Relancer',
      body: h(Relance, { application, values, errors, csrf: call.csrf }),
      section: 'space',
      ...failing(errors),
    };
  }

  /** @throws NotFound when it is not theirs. */
  private async own(call: Pick<PageCall<typeof relance>, 'visitor' | 'params'>): Promise<OwnApplication> {
    const application = await this.applications.one(ownFile(call.visitor), call.params.id);
    if (!application) throw new NotFound('application.not-found', 'Cette candidature n’existe pas.');
    return application;
  }
}

function pathTo({ id }: OwnApplication): string {
  return `/mon-espace/candidatures/${id}`;
}
