import { nextPromise, promiseInWords } from '../../hotline/calendar.rules.js';
import type { Config } from '../../platform/config/config.js';
import { dayInParis } from '../../platform/lang/day.js';
import { Button, ButtonLink, Choices, ErrorSummary, Form, TextField, type Typed } from '../kit/fields.view.js';
import { Phone } from '../kit/layout.view.js';
import { Back, Notice } from '../kit/pieces.view.js';

interface AboutProps {
  readonly post: { readonly kind: 'offer' | 'mission'; readonly title: string };
  /** Address of the page of the offer or mission. */
  readonly path: string;
  readonly instance: Config['instance'];
}

const backWords = ({ kind }: AboutProps['post']) => (kind === 'mission' ? 'Retour à la mission' : 'Retour à l’offre');

/** "Appelez-moi, je veux en parler": a number, a moment, and when the telephone will ring. */
export function CallMe(props: AboutProps & Typed & { csrf: string; now: Date }) {
  const { post, path, instance, csrf, now, values, errors } = props;
  const at = (half: 'morning' | 'afternoon' | null) => promiseInWords(nextPromise(now, half), dayInParis(now));
  return (
    <div class="narrow">
      <ErrorSummary errors={errors} />
      <Back href={path}>{backWords(post)}</Back>
      <h1>Nous vous appelons</h1>
      <p class="lead">Pour parler de : {post.title}. C’est gratuit.</p>
      <Form csrf={csrf}>
        <TextField
          name="telephone"
          label="Votre numéro de téléphone"
          type="tel"
          inputMode="tel"
          autoComplete="tel"
          width={16}
          values={values}
          errors={errors}
        />
        <Choices
          kind="radio"
          name="moment"
          legend="Quand vous appeler ?"
          options={[
            { value: 'any', label: 'Dès que possible', hint: at(null), icon: 'phone' },
            { value: 'morning', label: 'Le matin', hint: at('morning'), icon: 'sun' },
            { value: 'afternoon', label: 'L’après-midi', hint: at('afternoon'), icon: 'clock' },
          ]}
          values={values}
          errors={errors}
        />
        <div class="buttons">
          <Button>Appelez-moi</Button>
        </div>
      </Form>
      <p>Vous préférez appeler ? {instance.phoneHours}</p>
      <p>
        <Phone instance={instance} />
      </p>
    </div>
  );
}

/** The call is promised: when. */
export function CallPromised({ post, path, when }: AboutProps & { when: string }) {
  return (
    <div class="narrow">
      <h1>C’est noté</h1>
      <Notice kind="success" title={`Nous vous appelons ${when}.`}>
        <p>Gardez votre téléphone près de vous. Si vous ne répondez pas, nous rappelons.</p>
      </Notice>
      <div class="buttons">
        <ButtonLink href={path}>{backWords(post)}</ButtonLink>
        <ButtonLink href={post.kind === 'mission' ? '/missions' : '/offres'} kind="secondary">
          {post.kind === 'mission' ? 'Voir d’autres missions' : 'Voir d’autres offres'}
        </ButtonLink>
      </div>
    </div>
  );
}
