import { Controller } from '@nestjs/common';
import { h } from 'preact';
import { Public } from '../../identity/access.js';
import { Config } from '../../platform/config/config.js';
import { StatisticsQueries } from '../../statistics/statistics.queries.js';
import type { View } from '../kit/answers.js';
import { Page, type PublicPageCall } from '../kit/page.js';
import { Home } from './home.view.js';

const home = { method: 'GET', path: '/' } as const;

/** The first page. */
@Controller()
export class HomePages {
  constructor(
    private readonly config: Config,
    private readonly statistics: StatisticsQueries,
  ) {}

  @Page(home)
  @Public()
  async home({ visitor }: PublicPageCall<typeof home>): Promise<View> {
    const { instance } = this.config;
    return {
      title: instance.name,
      description: 'Trouvez un travail près de chez vous. Gratuit, simple, avec de l’aide au téléphone.',
      body: h(Home, { instance, figures: await this.statistics.publicFigures(), visitor }),
    };
  }
}
