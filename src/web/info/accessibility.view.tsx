import type { Config } from '../../platform/config/config.js';

/** The declaration of accessibility. "Non conforme" until an audit says otherwise (décret 2019-768). */
export function Accessibility({ instance, address }: { instance: Config['instance']; address: string }) {
  return (
    <div class="narrow-wide">
      <h1>Accessibilité : non conforme</h1>
      <p class="lead">Nous voulons que tout le monde puisse se servir de ce site.</p>
      <p>
        {instance.publisher} s’engage à rendre ce site accessible, selon l’article 47 de la loi du 11 février 2005.
        Cette déclaration concerne {address}.
      </p>
      <h2>Où en sommes-nous ?</h2>
      <p>
        Le site {instance.name} est <strong>non conforme</strong> au référentiel officiel (RGAA 4.1.2), car aucun audit
        n’a encore été fait. Un audit est un contrôle par une personne formée.
      </p>
      <h2>Ce que nous faisons déjà</h2>
      <ul>
        <li>Chaque page est contrôlée par un programme avant d’être mise en ligne.</li>
        <li>Tout marche au clavier, sans souris.</li>
        <li>Tout marche sur un petit téléphone, et avec de grandes lettres.</li>
        <li>Tout marche sans JavaScript, le programme des pages qui bougent.</li>
      </ul>
      <h2>Ce qui peut gêner</h2>
      <ul>
        <li>Les textes des offres sont écrits par les employeurs. Ils peuvent être difficiles à lire.</li>
        <li>La carte est difficile sans la vue. La liste dit la même chose.</li>
      </ul>
      <h2>Un problème ?</h2>
      <p>
        Dites-le nous au <a href={`tel:${instance.phone.replace(/\s/g, '')}`}>{instance.phone}</a> ou à{' '}
        <a href={`mailto:${instance.email}`}>{instance.email}</a>. Nous vous donnons la réponse autrement.
      </p>
      <h2>Nous ne répondons pas ?</h2>
      <p>Vous pouvez demander de l’aide au Défenseur des droits. C’est gratuit.</p>
      <ul>
        <li>
          <a href="https://formulaire.defenseurdesdroits.fr/">Écrire au Défenseur des droits</a>
        </li>
        <li>
          Téléphone : <a href="tel:0969390000">09 69 39 00 00</a>
        </li>
        <li>Courrier, sans timbre : Défenseur des droits, Libre réponse 71120, 75342 Paris CEDEX 07</li>
      </ul>
    </div>
  );
}
