import { register } from 'node:module';
import { pathToFileURL } from 'node:url';

// Jest runs this file as it is; the services it starts are TypeScript, compiled on the way in.
register('@swc-node/register/esm', pathToFileURL(`${process.cwd()}/`));

export default async function globalSetup() {
  const { startServices } = await import('./services.ts');
  globalThis.testServices = await startServices();
}
