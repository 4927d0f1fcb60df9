import { Controller } from '@nestjs/common';
import { h } from 'preact';
import { z } from 'zod';
import { answersOf, completionOf } from '../../candidates/cv.rules.js';
import { CvPdfService } from '../../candidates/cv-pdf.service.js';
import { CvProposalsService } from '../../candidates/cv-proposals.service.js';
import { CvsService } from '../../candidates/cvs.service.js';
import { Allow } from '../../identity/access.js';
import type { Download, View } from '../kit/answers.js';
import { readForm, ticked } from '../kit/forms.js';
import { Page, type PageCall } from '../kit/page.js';
import { AskedQuestion } from './asked-question.js';
import { EmployersView, OwnCv, PdfChoice } from './cv.view.js';
import { linesOf } from './lines.rules.js';
import { ownId } from './own-cv.js';

const done = z.enum(['garde', 'fini', 'repris']).optional().catch(undefined);
const cv = { method: 'GET', path: '/mon-espace/cv', query: z.object({ fait: done }) } as const;
const employers = { method: 'GET', path: '/mon-espace/cv/employeur' } as const;
const pdf = { method: 'GET', path: '/mon-espace/cv/pdf' } as const;
const takePdf = { ...pdf, method: 'POST' } as const;

const pdfForm = z.object({ montrer: ticked(['telephone', 'email']) });

/** One's own CV: what it says and lacks, what employers see of it, and on paper. */
@Controller()
export class CvPages {
  constructor(
    private readonly cvs: CvsService,
    private readonly proposals: CvProposalsService,
    private readonly pdfs: CvPdfService,
    private readonly asked: AskedQuestion,
  ) {}

  @Page(cv)
  @Allow('own:read')
  async cv(call: PageCall<typeof cv>): Promise<View> {
    const own = await this.cvs.of(ownId(call));
    const answers = answersOf(own);
    const props = {
      cv: own,
      lines: linesOf(answers, await this.asked.names(answers, own.commune)),
      completion: completionOf(own),
      proposal: await this.proposals.waitingFor(own.candidateId),
      done: call.query.fait,
    };
    return { title: 'Mon CV', section: 'space', styles: ['cv.css'], body: h(OwnCv, props) };
  }

  @Page(employers)
  @Allow('own:read')
  async employers(call: PageCall<typeof employers>): Promise<View> {
    const own = await this.cvs.of(ownId(call));
    const props = { shown: await this.cvs.shown(own.candidateId), visible: own.visible };
    return { title: 'Ce que voit l’employeur', section: 'space', styles: ['cv.css'], body: h(EmployersView, props) };
  }

  @Page(pdf)
  @Allow('own:read')
  async pdf(call: PageCall<typeof pdf>): Promise<View> {
    const { phone, email } = await this.cvs.of(ownId(call));
    const props = { csrf: call.csrf, phone, email, values: call.kept };
    return { title: 'Mon CV à imprimer', section: 'space', body: h(PdfChoice, props) };
  }

  @Page(takePdf)
  @Allow('own:read')
  async takePdf(call: PageCall<typeof takePdf>): Promise<Download> {
    const read = readForm(pdfForm, call.form);
    const shown: readonly string[] = read.ok ? read.value.montrer : [];
    const contact = { phone: shown.includes('telephone'), email: shown.includes('email') };
    const { name, bytes } = await this.pdfs.own(ownId(call), contact);
    return { bytes, type: 'application/pdf', fileName: name };
  }
}
