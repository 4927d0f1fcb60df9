/** A service that knows where the town halls are. */
export abstract class CommuneDirectory {
  /** The communes of a département as the service gives them, not checked yet. Throws ExternalFailure('geo.directory-unreachable'). */
  abstract communesOf(departement: string): Promise<readonly unknown[]>;
}
