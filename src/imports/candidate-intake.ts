import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { CandidateImport } from '../candidates/candidate-import.service.js';
import { nameKey } from '../candidates/candidate.rules.js';
import { type ImportedCandidate, importedCandidateSchema } from '../candidates/candidate.schema.js';
import { type Intake, inOrder, refusedDraft, type Taken } from './intake.js';
import { type CandidateDraft, mapCandidate } from './mapping/candidate.mapper.js';
import type { ColumnField } from './mapping/columns.schema.js';
import { OccupationFinder } from './occupation-finder.js';
import { PlaceFinder } from './place-finder.js';

type Ready = { readonly row: ImportedCandidate; readonly notices: readonly string[] };

/**
 * Takes in people whom the département follows. A file is no consent: nobody is alerted, shown to employers or called for a follow-up
 * before they have agreed themselves.
 */
@Injectable()
export class CandidateIntake {
  constructor(
    private readonly candidates: CandidateImport,
    private readonly places: PlaceFinder,
    private readonly occupations: OccupationFinder,
  ) {}

  /** The intake of one run, for the columns of its file. */
  of(fields: () => ReadonlyMap<ColumnField, string>): Intake<CandidateDraft> {
    return {
      read: (raw) => mapCandidate(raw as Readonly<Record<string, string>>, fields()),
      refOf,
      titleOf: () => null,
      take: (source, drafts) => this.take(source, drafts),
    };
  }

  private async take(source: string, drafts: readonly CandidateDraft[]): Promise<Taken[]> {
    const prepared: (Ready | Taken)[] = [];
    for (const draft of drafts) prepared.push(await this.prepare(source, draft));
    const ready = prepared.filter((one): one is Ready => 'row' in one);
    const outcomes = await this.candidates.importBatch(ready.map(({ row }) => row));
    const answers = outcomes.map((outcome, index): Taken => {
      const reason = outcome.outcome === 'refused' ? outcome.reason : null;
      const isTwin = reason?.startsWith('Cette personne est déjà inscrite') ?? false;
      return { result: isTwin ? 'duplicate' : outcome.outcome, reason, notices: ready[index]?.notices ?? [] };
    });
    return inOrder(prepared, (one): one is Taken => 'result' in one, answers);
  }

  private async prepare(source: string, draft: CandidateDraft): Promise<Ready | Taken> {
    const place = await this.places.find(draft.place);
    if (!place.ok) return refusedDraft(place.reason, draft.notices);
    const notices = [...draft.notices, ...place.notices];
    const codes = new Set<string>();
    for (const words of draft.occupations) {
      const isCode = /^[A-N]\d{4}$/i.test(words);
      const code = await this.occupations.find(isCode ? words.toUpperCase() : null, isCode ? [] : [words]);
      if (code === null) notices.push(`Métier non reconnu, laissé de côté : « ${words} ».`);
      else codes.add(code);
    }
    const parsed = importedCandidateSchema.safeParse({
      source,
      externalRef: refOf(draft),
      firstName: draft.firstName,
      lastName: draft.lastName,
      phone: draft.phone,
      email: draft.email,
      place: place.insee,
      occupations: [...codes].map((code) => ({ code })),
      contracts: [...draft.contracts],
      licences: [...draft.licences],
      travelMode: draft.travelMode,
      ...(draft.reachKm !== null && { reachKm: draft.reachKm }),
      hoursMin: draft.hoursMin,
      hoursMax: draft.hoursMax,
      availableFrom: draft.availableFrom,
      volunteering: draft.volunteering,
      support: {
        rsaStatus: draft.rsaStatus,
        barriers: [...draft.barriers],
        referent: draft.referent,
        territory: draft.territory,
        privateNote: draft.privateNote,
      },
    });
    if (parsed.success) return { row: parsed.data, notices };
    const [issue] = parsed.error.issues;
    return refusedDraft(`${LABELS[String(issue?.path[0])] ?? 'Donnée'} : ${issue?.message ?? 'incorrecte.'}`, notices);
  }
}

const LABELS: Readonly<Record<string, string>> = {
  firstName: 'Prénom',
  lastName: 'Nom',
  email: 'Adresse e-mail',
  phone: 'Téléphone',
  support: 'Suivi',
  hoursMin: 'Heures',
  hoursMax: 'Heures',
};

/** The identifier of the file, else a fingerprint of the person: the same line gives the same file the next time. */
function refOf(draft: CandidateDraft): string {
  if (draft.externalRef !== null) return draft.externalRef;
  const person = `${draft.phone ?? draft.email} ${nameKey(draft.firstName, draft.lastName)}`;
  return `p-${createHash('sha256').update(person).digest('base64url').slice(0, 22)}`;
}
