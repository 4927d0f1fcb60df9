import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Config } from '../platform/config/config.js';
import { cvBlocks } from './cv-blocks.rules.js';
import { CvsService } from './cvs.service.js';
import type { ShownCv } from './shown-cv.rules.js';
import { taggedPdf } from './tagged-pdf.js';

export interface PdfFile {
  /** "cv-lea.pdf": letters that every system takes. */
  readonly name: string;
  readonly bytes: Buffer;
}

/** Prints CVs: one page that a screen reader reads as well. Never age, photo, family, nationality. */
@Injectable()
export class CvPdfService {
  constructor(
    private readonly cvs: CvsService,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** The person's own copy, with the full name; the telephone and the e-mail address only if they chose so. @throws NotFound. */
  async own(candidateId: string, contact: { phone: boolean; email: boolean }): Promise<PdfFile> {
    const cv = await this.cvs.of(candidateId);
    const shown = await this.cvs.shown(candidateId, contact);
    return this.file(
      cv.firstName,
      `CV de ${[cv.firstName, cv.lastName].filter(Boolean).join(' ')}`,
      cvBlocks(shown, cv),
    );
  }

  /** What employers get: what they see on the page, no more. */
  async shown(cv: ShownCv): Promise<PdfFile> {
    return this.file(cv.name, `CV de ${cv.name}`, cvBlocks(cv));
  }

  private async file(firstName: string, title: string, blocks: ReturnType<typeof cvBlocks>): Promise<PdfFile> {
    const author = this.config.instance.name;
    const bytes = await taggedPdf({ title, author, createdAt: this.clock.now(), blocks, onePage: true });
    return { name: `cv-${fileWord(firstName)}.pdf`, bytes };
  }
}

function fileWord(name: string): string {
  const word = name
    .normalize('NFD')
    .replace(/[^A-Za-z]+/g, '')
    .toLowerCase();
  return word === '' ? 'candidat' : word;
}
