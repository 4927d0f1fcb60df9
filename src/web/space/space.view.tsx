import type { AlertState } from '../../alerts/alert-settings.service.js';
import type { OwnApplicationLine } from '../../applications/own-application.rules.js';
import type { Day } from '../../platform/lang/day.js';
import type { OpportunityItem } from '../../search/search.schema.js';
import { ApplicationCard } from '../applications/my-applications.view.js';
import { Button, ButtonLink, Form } from '../kit/fields.view.js';
import { Pictogram, type PictogramName } from '../kit/pictograms.view.js';
import { Empty } from '../kit/pieces.view.js';
import { counted } from '../kit/words.rules.js';
import { Card } from '../opportunities/card.view.js';
import type { Need } from './needs.rules.js';

export interface SpaceProps {
  readonly name: string;
  readonly needs: readonly Need[];
  readonly matches: readonly { readonly item: OpportunityItem; readonly reasons: readonly string[] }[];
  /** Those that wait for an answer. */
  readonly waiting: readonly OwnApplicationLine[];
  readonly alerts: AlertState;
  readonly kept: number;
  readonly cv: { readonly complete: boolean; readonly visible: boolean };
  readonly today: Day;
}

/** The first page of someone who looks for work: what needs them, where to go, what suits them. */
export function Space(props: SpaceProps) {
  const { name, needs, matches, waiting, today } = props;
  return (
    <>
      <h1>{name === '' ? 'Bonjour' : `Bonjour ${name}`}</h1>
      <Needs needs={needs} />
      <Places {...props} />
      {waiting.length > 0 && (
        <>
          <h2>Mes réponses attendues</h2>
          <ul class="cards">
            {waiting.slice(0, 2).map((application) => (
              <ApplicationCard key={application.id} application={application} today={today} />
            ))}
          </ul>
        </>
      )}
      <h2>Les offres qui vous vont le mieux</h2>
      {matches.length === 0 ? (
        <Empty title="Rien pour le moment">
          <p>Dites-nous ce que vous cherchez, ou élargissez la distance.</p>
          <div class="buttons">
            <ButtonLink href="/mon-espace/cv">Compléter mon CV</ButtonLink>
            <ButtonLink href="/offres" kind="secondary">
              Voir toutes les offres
            </ButtonLink>
          </div>
        </Empty>
      ) : (
        <>
          <ul class="cards">
            {matches.map(({ item, reasons }) => (
              <Card key={item.id} item={item} today={today} from="" reasons={reasons} level={3} />
            ))}
          </ul>
          <p>
            <ButtonLink href="/offres" kind="secondary">
              <Pictogram name="search" />
              Chercher d’autres offres
            </ButtonLink>
          </p>
        </>
      )}
    </>
  );
}

const NEED_PICTURES = { answer: 'mail', silence: 'clock', cv: 'pencil' } as const;

function Needs({ needs }: { needs: readonly Need[] }) {
  if (needs.length === 0) return null;
  return (
    <section aria-labelledby="maintenant">
      <h2 id="maintenant">Pour vous, maintenant</h2>
      <ul class="needs">
        {needs.map(({ kind, good, title, text, href, link }) => (
          <li key={href} class={good ? 'need good' : 'need'}>
            <Pictogram name={NEED_PICTURES[kind]} />
            <div>
              <h3>{title}</h3>
              <p>{text}</p>
              <p>
                <a href={href}>
                  {link}
                  <span class="hidden"> : {title}</span>
                </a>
              </p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface Place {
  readonly icon: PictogramName;
  readonly href: string;
  readonly label: string;
  readonly text: string;
}

function Places({ waiting, alerts, kept, cv }: SpaceProps) {
  const places: readonly Place[] = [
    {
      icon: 'person',
      href: '/mon-espace/cv',
      label: 'Mon CV',
      text: `${cv.complete ? 'Complet' : 'Pas fini'}, ${cv.visible ? 'visible' : 'caché'}`,
    },
    {
      icon: 'briefcase',
      href: '/mon-espace/candidatures',
      label: 'Mes candidatures',
      text:
        waiting.length === 0 ? 'Aucune en attente' : counted(waiting.length, 'réponse attendue', 'réponses attendues'),
    },
    { icon: 'bell', href: '/mon-espace/alertes', label: 'Mes alertes', text: alertWords(alerts) },
    {
      icon: 'bookmark',
      href: '/mon-espace/offres',
      label: 'Ce que j’ai gardé',
      text: kept === 0 ? 'Rien encore' : counted(kept, 'offre gardée', 'offres gardées'),
    },
    { icon: 'lock', href: '/mon-espace/donnees', label: 'Mes données', text: 'Téléphone, accords, effacer' },
  ];
  return (
    <ul class="places">
      {places.map(({ icon, href, label, text }) => (
        <li key={href} class="place card">
          <Pictogram name={icon} />
          <span>
            <a class="card-link" href={href}>
              {label}
            </a>
            <small>{text}</small>
          </span>
        </li>
      ))}
    </ul>
  );
}

function alertWords({ on, pausedUntil, channels, rhythm }: AlertState): string {
  if (on) return channels.map((channel) => (channel === 'sms' ? 'par SMS' : 'par e-mail')).join(' et ');
  return pausedUntil !== null && rhythm !== 'off' ? 'En pause' : 'Arrêtées';
}

/** The account sleeps: one button wakes it. */
export function Return({ name, csrf }: { name: string; csrf: string }) {
  return (
    <div class="narrow">
      <h1>{name === '' ? 'Content de vous revoir' : `Content de vous revoir, ${name}`}</h1>
      <p class="lead">Votre compte dormait. Rien n’est perdu.</p>
      <ul>
        <li>Votre CV redevient comme vous l’aviez choisi.</li>
        <li>Vos alertes reprennent, si vous en aviez.</li>
      </ul>
      <Form csrf={csrf}>
        <div class="buttons">
          <Button>Réveiller mon compte</Button>
          <ButtonLink href="/mon-espace/donnees" kind="secondary">
            Voir ou effacer mes données
          </ButtonLink>
        </div>
      </Form>
    </div>
  );
}
