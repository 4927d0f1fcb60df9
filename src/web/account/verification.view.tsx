import type { Enrolment } from '../../identity/second-factor.service.js';
import { Button, ButtonLink, ErrorSummary, Form, TextField, type Typed } from '../kit/fields.view.js';
import { Back, Notice } from '../kit/pieces.view.js';
import { Pictogram } from '../kit/pictograms.view.js';
import { counted } from '../kit/words.rules.js';
import { withNext } from './next-page.rules.js';
import { QrCode } from './qr-code.view.js';

interface StepProps extends Typed {
  readonly csrf: string;
  readonly next: string | undefined;
}

/** The second step of the team: the code of the application, or one of the codes on paper. */
export function Verification({ csrf, next, values, errors }: StepProps) {
  return (
    <div class="narrow">
      <Back href={withNext('/connexion/e-mail', next)}>Recommencer</Back>
      <ErrorSummary errors={errors} />
      <h1>Vérification</h1>
      <p class="lead">Ouvrez l’application de codes de votre téléphone.</p>
      <Form csrf={csrf}>
        <TextField
          name="code"
          label="Le code à 6 chiffres, ou un code de secours"
          hint="Un code de secours ressemble à : ABCD-EFGH-JKMN"
          autoComplete="one-time-code"
          width={16}
          values={values}
          errors={errors}
        />
        <Button>Entrer</Button>
      </Form>
      <p>Téléphone perdu et plus de code de secours ? L’administrateur remet votre compte à zéro.</p>
    </div>
  );
}

/** The first time: an application is set up, then proves itself by one code. */
export function Enrol({ csrf, next, enrolment, values, errors }: StepProps & { enrolment: Enrolment }) {
  return (
    <div class="narrow">
      <Back href={withNext('/connexion/e-mail', next)}>Recommencer</Back>
      <ErrorSummary errors={errors} />
      <h1>Protéger votre compte</h1>
      <p class="lead">Vous verrez les données d’autres personnes. Il faut donc une deuxième clé : votre téléphone.</p>
      <ol class="path">
        <li>
          Installez une application de codes sur votre téléphone. Par exemple : FreeOTP, Aegis ou Google Authenticator.
        </li>
        <li>
          Avec cette application, photographiez ce dessin.
          <QrCode text={enrolment.uri} label="Code QR à photographier avec l’application de codes" />
          <details>
            <summary>Je ne peux pas le photographier</summary>
            <p>
              Vous êtes déjà sur ce téléphone ? <a href={enrolment.uri}>Ouvrir l’application de codes</a>
            </p>
            <p>
              Sinon, tapez cette clé dans l’application :
              <br />
              <code class="key">{enrolment.key}</code>
            </p>
          </details>
        </li>
        <li>L’application montre un code. Écrivez-le ici.</li>
      </ol>
      <Form csrf={csrf}>
        <TextField
          name="code"
          label="Le code à 6 chiffres"
          hint="Il change toutes les 30 secondes."
          inputMode="numeric"
          autoComplete="one-time-code"
          width={8}
          values={values}
          errors={errors}
        />
        <Button>Continuer</Button>
      </Form>
    </div>
  );
}

/** Shown this once: what opens the account when the telephone is lost. */
export function RecoveryCodes({ codes, to }: { codes: readonly string[]; to: string }) {
  return (
    <div class="narrow">
      <h1>Vos codes de secours</h1>
      <p class="lead">Vous perdez votre téléphone ? Un de ces codes le remplace.</p>
      <Notice kind="warning" title="Nous ne les montrons qu’une fois.">
        <p>Imprimez cette page, ou recopiez les codes. Rangez-les loin de votre téléphone.</p>
      </Notice>
      <ol class="codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <p>Chaque code marche une seule fois.</p>
      <p class="buttons">
        <ButtonLink href={to}>J’ai gardé mes codes, continuer</ButtonLink>
      </p>
    </div>
  );
}

/** After a recovery code: how many are left. */
export function RecoveryUsed({ left, to }: { left: number; to: string }) {
  return (
    <div class="narrow">
      <h1>Vous êtes connecté</h1>
      <Notice
        kind={left < 3 ? 'warning' : 'info'}
        title={`Il vous reste ${counted(left, 'code', 'codes')} de secours.`}
      >
        {left < 3 && <p>Demandez à l’administrateur de remettre votre compte à zéro : vous aurez de nouveaux codes.</p>}
      </Notice>
      <p>
        <ButtonLink href={to}>
          Continuer
          <Pictogram name="forward" />
        </ButtonLink>
      </p>
    </div>
  );
}
