import { CreatePlatform1763700000000 } from './1763700000000-platform.js';
import { CreateGeo1763700000010 } from './1763700000010-geo.js';
import { CreateOccupations1763700000020 } from './1763700000020-occupations.js';
import { CreateNotifications1763700000030 } from './1763700000030-notifications.js';
import { CreateIdentity1763700000040 } from './1763700000040-identity.js';
import { CreateCandidates1763700000080 } from './1763700000080-candidates.js';
import { CreateMatching1763700000090 } from './1763700000090-matching.js';
import { CreateSearch1763700000097 } from './1763700000097-search.js';

/** Every migration, in the order in which they run. */
export const migrations = [
  CreatePlatform1763700000000,
  CreateGeo1763700000010,
  CreateOccupations1763700000020,
  CreateNotifications1763700000030,
  CreateIdentity1763700000040,
  CreateCandidates1763700000080,
  CreateMatching1763700000090,
  CreateSearch1763700000097,
];
