import { Controller } from '@nestjs/common';
import { h } from 'preact';
import { Allow } from '../../identity/access.js';
import { OrganisationsQueries } from '../../organisations/organisations.queries.js';
import type { View } from '../kit/answers.js';
import { Page, type PageCall } from '../kit/page.js';
import { StaffHome } from './staff.view.js';

const team = { method: 'GET', path: '/equipe' } as const;
const organisation = { method: 'GET', path: '/structure' } as const;

/** Where the team and organisations arrive after they signed in. */
@Controller()
export class StaffPages {
  constructor(private readonly organisations: OrganisationsQueries) {}

  @Page(team)
  @Allow('staff:read')
  team(call: PageCall<typeof team>): View {
    const props = { visitor: call.visitor, organisation: null };
    return { title: 'Espace de l’équipe', section: 'space', body: h(StaffHome, props) };
  }

  @Page(organisation)
  @Allow('organisation:read')
  async organisation(call: PageCall<typeof organisation>): Promise<View> {
    const { organisationId } = call.visitor;
    const found = organisationId === undefined ? undefined : await this.organisations.find(organisationId);
    const name = found?.name ?? 'Votre structure';
    return { title: name, section: 'space', body: h(StaffHome, { visitor: call.visitor, organisation: name }) };
  }
}
