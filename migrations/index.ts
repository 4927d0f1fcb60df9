import { CreatePlatform1763700000000 } from './1763700000000-platform.js';
import { CreateIdentity1763700000040 } from './1763700000040-identity.js';

/** Every migration, in the order in which they run. */
export const migrations = [CreatePlatform1763700000000, CreateIdentity1763700000040];
