export type { Principal, Scope } from '../platform/http/principal.js';
