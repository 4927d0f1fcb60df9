import { addDays, plusSeconds } from '../platform/lang/day.js';
import { demoAssociations } from './demo-organisations.rules.js';
import type { DemoWorld } from './demo-world.rules.js';
import { Random, seedFor } from './random.rules.js';

/** Volunteer missions in the shape of API Engagement, without end and always the same for a seed; each association asks at least once. */
export function* demoMissions(world: DemoWorld, associationCount: number): Generator<object> {
  const random = new Random(seedFor(world.seed, 'missions'));
  const associations = demoAssociations(world, associationCount);
  const ideas = world.tables.missionIdeas;
  for (let rank = 0; ; rank++) {
    const association = associations[rank % associations.length];
    // The second round of an association takes other ideas than the first.
    const idea = ideas[(rank * 7 + Math.floor(rank / associations.length) * 3) % ideas.length];
    if (!association || !idea) return;
    const id = `demo-mission-${String(rank + 1).padStart(4, '0')}`;
    const { commune } = association;
    yield {
      clientId: id,
      title: idea.title,
      description: [...idea.description, `Rendez-vous à ${commune.name}.`].join('\n'),
      applicationUrl: `https://exemple.invalid/missions/${id}`,
      domain: idea.domain,
      activities: [idea.activity],
      type: 'benevolat',
      remote: idea.remote === 'oui' ? 'full' : idea.remote === 'possible' ? 'possible' : 'no',
      schedule: idea.schedule,
      startAt: addDays(world.today, random.int(-20, 20)),
      postedAt: plusSeconds(world.now, -random.int(1, 25) * 86_400).toISOString(),
      places: Math.max(1, idea.slots + random.int(-2, 4)),
      openToMinors: idea.minors,
      statusCode: 'ACCEPTED',
      addresses: [
        {
          city: commune.name,
          postalCode: commune.postalCode,
          departmentCode: commune.departement,
          location: { lat: commune.lat, lon: commune.lng },
        },
      ],
      organizationName: association.name,
      organizationRNA: association.rna,
    };
  }
}
