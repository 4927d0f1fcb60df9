import { Controller } from '@nestjs/common';
import { h } from 'preact';
import { z } from 'zod';
import { CandidatesQueries } from '../../candidates/candidates.queries.js';
import { MyDataService } from '../../candidates/my-data.service.js';
import { Allow } from '../../identity/access.js';
import { NotFound } from '../../platform/errors.js';
import type { Download, View } from '../kit/answers.js';
import { Page, type PageCall } from '../kit/page.js';
import { ownFile } from '../space/own-file.js';
import { MyData } from './data.view.js';

const index = {
  method: 'GET',
  path: '/mon-espace/donnees',
  query: z.object({ fait: z.enum(['telephone', 'e-mail']).optional().catch(undefined) }),
} as const;
const json = { method: 'GET', path: '/mon-espace/donnees/export.json' } as const;
const pdf = { method: 'GET', path: '/mon-espace/donnees/export.pdf' } as const;

/** "Mes données": the way to everything, and copies of everything. */
@Controller()
export class DataPages {
  constructor(
    private readonly candidates: CandidatesQueries,
    private readonly data: MyDataService,
  ) {}

  @Page(index)
  @Allow('own:read')
  async index(call: PageCall<typeof index>): Promise<View> {
    const reach = await this.candidates.reach(ownFile(call.visitor));
    if (!reach) throw new NotFound('candidate.not-found', 'Votre dossier n’existe plus.');
    const { phone, email } = reach;
    return { title: 'Mes données', section: 'space', body: h(MyData, { phone, email, done: call.query.fait }) };
  }

  @Page(json)
  @Allow('own:read')
  async json(call: PageCall<typeof json>): Promise<Download> {
    const { name, content } = await this.data.json(ownFile(call.visitor));
    return { bytes: content, type: 'application/json; charset=utf-8', fileName: name };
  }

  @Page(pdf)
  @Allow('own:read')
  async pdf(call: PageCall<typeof pdf>): Promise<Download> {
    const { name, bytes } = await this.data.pdf(ownFile(call.visitor));
    return { bytes, type: 'application/pdf', fileName: name };
  }
}
