import type { Config } from '../../platform/config/config.js';

/** Who publishes, who hosts, under which licences. */
export function Legal({ instance }: { instance: Config['instance'] }) {
  return (
    <div class="narrow-wide">
      <h1>Mentions légales</h1>
      <h2>Qui fait ce site ?</h2>
      <p>{instance.publisher}</p>
      <p>
        Téléphone : <a href={`tel:${instance.phone.replace(/\s/g, '')}`}>{instance.phone}</a>. E-mail :{' '}
        <a href={`mailto:${instance.email}`}>{instance.email}</a>.
      </p>
      {instance.host !== '' && (
        <>
          <h2>Où est-il hébergé ?</h2>
          <p>{instance.host}</p>
        </>
      )}
      <h2>Les offres</h2>
      <p>Chaque offre est écrite par l’employeur. Nous vérifions la première offre de chaque nouvel employeur.</p>
      <p>
        Répondre à une offre est gratuit. Personne n’a le droit de vous demander de l’argent. Une offre vous paraît
        fausse ou injuste ? Ouvrez-la et choisissez « Signaler un problème ».
      </p>
      <h2>Le logiciel</h2>
      <p>Ce site utilise Actifs, un logiciel libre sous licence EUPL 1.2. Les dessins ont été faits pour lui.</p>
      <h2>Les données publiques</h2>
      <p>
        Communes : INSEE, La Poste et DGCL. Places sur la carte : IGN, DINUM et GeoNames (licence CC BY 4.0). Métiers :
        ROME de France Travail. Données sous Licence Ouverte 2.0.
      </p>
    </div>
  );
}
