import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Config } from '../platform/config/config.js';
import { CvsService } from './cvs.service.js';
import type { PdfFile } from './cv-pdf.service.js';
import { longDay } from './cv-words.rules.js';
import { MyDataQueries } from './my-data.queries.js';
import { myDataBlocks } from './my-data.rules.js';
import { LEFT_OUT } from './personal-tables.rules.js';
import { taggedPdf } from './tagged-pdf.js';

/** Hands a person all that is kept about them (RGPD art. 15 and 20), for them and for machines. */
@Injectable()
export class MyDataService {
  constructor(
    private readonly queries: MyDataQueries,
    private readonly cvs: CvsService,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** Everything, table by table, with what is left out and why. @throws NotFound. */
  async json(candidateId: string): Promise<{ name: string; content: string }> {
    await this.cvs.of(candidateId);
    const tables = await this.queries.of(candidateId);
    const content = {
      instance: this.config.instance.name,
      exportedAt: this.clock.now().toISOString(),
      tables: Object.fromEntries(tables.map(({ table, title, rows }) => [table, { title, rows }])),
      leftOut: LEFT_OUT,
    };
    return { name: `mes-donnees-${this.clock.today()}.json`, content: JSON.stringify(content, null, 2) };
  }

  /** The same in words, on paper. @throws NotFound. */
  async pdf(candidateId: string): Promise<PdfFile> {
    const { firstName, lastName } = await this.cvs.of(candidateId);
    const person = [firstName, lastName].filter(Boolean).join(' ');
    const today = this.clock.today();
    const blocks = myDataBlocks(person, longDay(today), await this.queries.of(candidateId));
    const bytes = await taggedPdf({
      title: `Mes données, ${person}`,
      author: this.config.instance.name,
      createdAt: this.clock.now(),
      blocks,
    });
    return { name: `mes-donnees-${today}.pdf`, bytes };
  }
}
