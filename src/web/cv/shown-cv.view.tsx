import type { ShownCv } from '../../candidates/shown-cv.rules.js';
import { phoneWords } from '../kit/words.rules.js';

/** A CV as employers read it: what the person wants, can do, has done, where and when. `level`: of the heading with the name. */
export function CvSheet({ cv, level }: { cv: ShownCv; level: 1 | 2 }) {
  const Name = level === 1 ? 'h1' : 'h2';
  const Heading = level === 1 ? 'h2' : 'h3';
  const parts: readonly (readonly [title: string, items: readonly string[]])[] = [
    ['Je cherche', [...(cv.anyWork ? ['Tous les métiers'] : []), ...cv.trades]],
    ['Ce que je sais faire', [...cv.tasks, ...cv.skills]],
    ['Formations', cv.trainings],
    ['Langues', cv.languages],
    ['Permis', cv.licences.map(capital)],
    ['Mes déplacements', [cv.travel]],
    ['Mes disponibilités', [cv.available, cv.days, cv.hours].filter((line) => line !== null)],
    ['Contrats souhaités', cv.contracts.map(capital)],
  ];
  const shown = parts.filter(([, items]) => items.length > 0);
  const before = shown.filter(([title]) => title === 'Je cherche' || title === 'Ce que je sais faire');
  return (
    <article class="cv">
      <header>
        <Name>{cv.name}</Name>
        {cv.headline !== null && <p class="lead">{cv.headline}</p>}
        {cv.commune !== null && <p>{cv.commune}</p>}
        {cv.contact.phone !== null && (
          <p>
            Téléphone : <a href={`tel:${cv.contact.phone}`}>{phoneWords(cv.contact.phone)}</a>
          </p>
        )}
        {cv.contact.email !== null && (
          <p>
            E-mail : <a href={`mailto:${cv.contact.email}`}>{cv.contact.email}</a>
          </p>
        )}
      </header>
      {before.map((part) => (
        <Part key={part[0]} part={part} Heading={Heading} />
      ))}
      {cv.experiences.length > 0 && (
        <section class="whole">
          <Heading>Ce que j’ai fait</Heading>
          <ul>
            {cv.experiences.map(({ title, kind, organisation, duration, description }) => (
              <li key={`${title}-${organisation}`}>
                <strong>{title}</strong>
                <small>{[kind, organisation, duration].filter(Boolean).join(', ')}</small>
                {description !== null && <span class="typed">{description}</span>}
              </li>
            ))}
          </ul>
        </section>
      )}
      {shown
        .filter((part) => !before.includes(part))
        .map((part) => (
          <Part key={part[0]} part={part} Heading={Heading} />
        ))}
    </article>
  );
}

function Part({
  part: [title, items],
  Heading,
}: {
  part: readonly [title: string, items: readonly string[]];
  Heading: 'h2' | 'h3';
}) {
  return (
    <section class={title === 'Ce que je sais faire' ? 'whole' : undefined}>
      <Heading>{title}</Heading>
      <ul>
        {items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
    </section>
  );
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
