import type { Config } from '../../platform/config/config.js';
import type { Problem } from '../../platform/http/problem.filter.js';
import type { View } from './answers.js';
import { ButtonLink } from './fields.view.js';

interface Words {
  readonly title: string;
  readonly text: string;
}

const WORDS: Readonly<Record<number, Words>> = {
  403: { title: 'Cette page n’est pas pour vous', text: 'Votre compte n’ouvre pas cette page.' },
  404: { title: 'Cette page n’existe pas', text: 'L’adresse est peut-être mal écrite, ou la page a été retirée.' },
  405: { title: 'Cette page n’existe pas', text: 'L’adresse est peut-être mal écrite, ou la page a été retirée.' },
  413: { title: 'C’est trop long', text: 'Votre texte est trop long. Revenez en arrière et raccourcissez-le.' },
  415: {
    title: 'Nous n’avons pas besoin de fichier',
    text: 'Ce site ne prend pas de fichier. Revenez en arrière et écrivez votre réponse.',
  },
  429: { title: 'Attendez une minute', text: 'Il y a eu trop de demandes. Attendez un peu, puis recommencez.' },
  500: {
    title: 'Une erreur est arrivée chez nous',
    text: 'Ce n’est pas votre faute. Rien n’a été changé. Réessayez dans quelques minutes.',
  },
  503: { title: 'Le site revient dans un instant', text: 'Rien n’a été changé. Attendez une minute, puis réessayez.' },
};

/** An error as a page: what happened, what was kept, what to do, whom to call. Our own words come before the framework's. */
export function errorView(problem: Problem, instance: Config['instance']): View {
  const ours = /^(request|server)\./.test(problem.code) || problem.code === 'page.unknown';
  const words = WORDS[problem.status] ?? { title: 'Ce n’est pas possible', text: problem.detail };
  return {
    title: words.title,
    status: problem.status,
    body: (
      <div class="narrow">
        <h1>{words.title}</h1>
        <p class="lead">{ours ? words.text : problem.detail}</p>
        <p>
          Vous n’y arrivez pas ? Appelez-nous :{' '}
          <a href={`tel:${instance.phone.replace(/\s/g, '')}`}>{instance.phone}</a> ({instance.phoneHours}).
        </p>
        <p>
          <ButtonLink href="/">Aller à l’accueil</ButtonLink>
        </p>
      </div>
    ),
  };
}
