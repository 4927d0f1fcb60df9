import { Controller } from '@nestjs/common';
import { h } from 'preact';
import { Public } from '../../identity/access.js';
import { Config } from '../../platform/config/config.js';
import type { View } from '../kit/answers.js';
import { Page, type PublicPageCall } from '../kit/page.js';
import { Accessibility } from './accessibility.view.js';
import { HowItWorks } from './how-it-works.view.js';
import { Legal } from './legal.view.js';
import { Privacy } from './privacy.view.js';
import { SiteMap } from './site-map.view.js';

const how = { method: 'GET', path: '/comment-ca-marche' } as const;
const accessibility = { method: 'GET', path: '/accessibilite' } as const;
const privacy = { method: 'GET', path: '/donnees-personnelles' } as const;
const legal = { method: 'GET', path: '/mentions-legales' } as const;
const siteMap = { method: 'GET', path: '/plan-du-site' } as const;

/** What a public service owes to its readers: how it chooses, what it keeps, who answers for it. */
@Controller()
export class InfoPages {
  constructor(private readonly config: Config) {}

  @Page(how)
  @Public()
  how(_: PublicPageCall<typeof how>): View {
    return {
      title: 'Comment ça marche',
      description: 'Comment nous choisissons les offres que nous vous proposons, avec toutes nos règles.',
      section: 'help',
      body: h(HowItWorks, { instance: this.config.instance }),
    };
  }

  @Page(accessibility)
  @Public()
  accessibility(_: PublicPageCall<typeof accessibility>): View {
    return {
      title: 'Accessibilité : non conforme',
      description: 'Ce site est-il utilisable par tous ? Ce que nous savons, et comment nous signaler un problème.',
      body: h(Accessibility, { instance: this.config.instance, address: this.config.publicUrl }),
    };
  }

  @Page(privacy)
  @Public()
  privacy(_: PublicPageCall<typeof privacy>): View {
    return {
      title: 'Données personnelles',
      description: 'Ce que nous gardons sur vous, pourquoi, combien de temps, et vos droits.',
      body: h(Privacy, { instance: this.config.instance }),
    };
  }

  @Page(legal)
  @Public()
  legal(_: PublicPageCall<typeof legal>): View {
    return {
      title: 'Mentions légales',
      description: 'Qui fait ce site et qui en répond.',
      body: h(Legal, { instance: this.config.instance }),
    };
  }

  @Page(siteMap)
  @Public()
  siteMap(_: PublicPageCall<typeof siteMap>): View {
    return { title: 'Plan du site', description: 'Toutes les pages du site.', body: h(SiteMap, {}) };
  }
}
