import { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { isBlankRecord, separatorOf } from './csv.rules.js';
import type { Piece } from './piece.rules.js';

/** Characters of one line; a person fits in some hundreds. */
const MAX_RECORD_LENGTH = 64 * 1024;

const PROBLEMS: Readonly<Record<string, string>> = {
  CSV_MAX_RECORD_SIZE: 'ligne trop longue, ou guillemet ouvert et jamais fermé',
  CSV_QUOTE_NOT_CLOSED: 'guillemet ouvert et jamais fermé',
};

type Row = { readonly record: Record<string, string>; readonly info: { readonly lines: number } };

/** The text with every end of line written as one \n, so that lines are counted as a spreadsheet shows them. */
async function* withPlainLines(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  let held = '';
  for await (const chunk of chunks) {
    const text = held + chunk;
    held = text.endsWith('\r') ? '\r' : '';
    yield text.slice(0, text.length - held.length).replace(/\r\n?/g, '\n');
  }
  if (held !== '') yield '\n';
}

async function readHeading(chunks: AsyncGenerator<string>): Promise<string> {
  let head = '';
  while (!head.includes('\n') && head.length < MAX_RECORD_LENGTH) {
    const next = await chunks.next();
    if (next.done) break;
    head += next.value;
  }
  return head.replace(/^\uFEFF/, '');
}

async function* joined(head: string, rest: AsyncIterable<string>): AsyncGenerator<string> {
  yield head;
  yield* rest;
}

function lineBreaksIn(record: Readonly<Record<string, string>>): number {
  return Object.values(record).join('').split('\n').length - 1;
}

/** The records of a CSV file as { heading: value }, with the line each starts on. The separator is found out from the heading. */
export async function* readCsv(chunks: AsyncIterable<string>): AsyncGenerator<Piece> {
  const lines = withPlainLines(chunks);
  const head = await readHeading(lines);
  if (head.trim() === '') {
    yield { kind: 'broken', position: 0, reason: 'Le fichier est vide.' };
    return;
  }
  let problem: string | undefined;
  const parser = parse({
    columns: (names: string[]) => names.map((name) => name.trim()),
    delimiter: separatorOf(head.split('\n', 1)[0] ?? ''),
    record_delimiter: '\n',
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    trim: true,
    max_record_size: MAX_RECORD_LENGTH,
    // An error must not destroy the stream: the rows read before it still wait in its buffer.
    skip_records_with_error: true,
    on_skip: (error) => {
      problem ??= PROBLEMS[error?.code ?? ''] ?? 'format incorrect';
    },
  });
  const input = Readable.from(joined(head, lines));
  input.on('error', (error) => parser.destroy(error));
  input.pipe(parser);
  let line = 1;
  try {
    for await (const { record, info } of parser as AsyncIterable<Row>) {
      line = info.lines;
      if (!isBlankRecord(record)) yield { kind: 'item', position: line - lineBreaksIn(record), raw: record };
    }
  } finally {
    input.destroy();
    parser.destroy();
  }
  if (problem !== undefined) {
    yield {
      kind: 'broken',
      position: line + 1,
      reason: `Fichier CSV illisible à partir de la ligne ${line + 1} : ${problem}.`,
    };
  }
}
