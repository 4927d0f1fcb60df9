import { jobPostingsOf } from '../mapping/json-ld.rules.js';
import { readCsv } from './csv.reader.js';
import type { ImportFormat } from './format.rules.js';
import { readHtml } from './html.reader.js';
import { readJson } from './json.reader.js';
import type { Piece } from './piece.rules.js';
import { readXml } from './xml.reader.js';

async function* postings(pieces: AsyncIterable<Piece>): AsyncGenerator<Piece> {
  let rank = 0;
  for await (const piece of pieces) {
    if (piece.kind !== 'item') yield piece;
    else for (const raw of jobPostingsOf(piece.raw)) yield { kind: 'item', position: ++rank, raw };
  }
  if (rank === 0) yield { kind: 'broken', position: 0, reason: 'Aucune offre de type JobPosting dans ce fichier.' };
}

/** The items of a file of this format, from its text as it arrives. */
export function readItems(format: ImportFormat, chunks: AsyncIterable<string>): AsyncGenerator<Piece> {
  switch (format) {
    case 'france-travail':
    case 'engagement-json':
      return readJson(chunks);
    case 'job-posting':
      return postings(readJson(chunks));
    case 'job-posting-html':
      return postings(readHtml(chunks));
    case 'indeed':
      return readXml(chunks, 'job');
    case 'engagement-xml':
      return readXml(chunks, 'mission');
    case 'beneficiaries-csv':
      return readCsv(chunks);
  }
}
