import pg from 'pg';

const { builtins } = pg.types;
/** How PostgreSQL values become JavaScript: `date` stays the string it is; numeric and bigint become numbers (no sum here nears 2^53). */
export const pgTypes = {
  getTypeParser(oid: number, format?: 'text' | 'binary'): (text: string) => unknown {
    if (format !== 'binary') {
      if (oid === builtins.DATE) return (text) => text;
      if (oid === builtins.NUMERIC || oid === builtins.INT8) return Number;
    }
    return pg.types.getTypeParser(oid, format ?? 'text');
  },
};
