import { Injectable } from '@nestjs/common';
import { Config } from '../platform/config/config.js';
import { ExternalFailure } from '../platform/errors.js';
import { filesIn, type NamedFile } from './rome-files.reader.js';

const PATIENCE_MS = 120_000;

/** Downloads the official ROME export of France Travail: RefRomeCsv.zip, 4.5 MB, open, without a key. */
@Injectable()
export class RomeExportGateway {
  constructor(private readonly config: Config) {}

  /** The CSV files of the archive. Throws ExternalFailure `occupations.export-unreachable` when the network or the site does not answer. */
  async download(): Promise<NamedFile[]> {
    const url = this.config.romeExportUrl;
    let bytes: Uint8Array;
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS) });
      if (!response.ok) throw new Error(`HTTP ${response.status}`);
      bytes = new Uint8Array(await response.arrayBuffer());
    } catch (error) {
      throw new ExternalFailure(
        'occupations.export-unreachable',
        `Le référentiel ROME n’a pas pu être téléchargé depuis ${url} (${reasonOf(error)}). ` +
          'Rien n’a changé. Vérifiez l’accès à internet, ou donnez un fichier : --file RefRomeCsv.zip.',
      );
    }
    return filesIn('RefRomeCsv.zip', bytes);
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'erreur inconnue';
  const cause = error.cause as { code?: string } | undefined;
  return cause?.code ?? error.message;
}
