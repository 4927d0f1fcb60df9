import { v7 } from 'uuid';

/** A new identifier: a UUID of version 7, so that rows created together lie together in an index. */
export function newId(): string {
  return v7();
}
