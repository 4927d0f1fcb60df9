import 'reflect-metadata';
import { configFromProcess } from './platform/config/config.js';
import { readSettingsFile } from './platform/config/shell.js';
import { Log } from './platform/logger.js';
import { createServer } from './server.js';

/** The web process: pages and API. */
readSettingsFile('.env');
const config = configFromProcess();
const app = await createServer(config);
app.enableShutdownHooks(undefined, { useProcessExit: true });
await app.listen(config.port, config.host);
app.get(Log).info('web.started', { url: await app.getUrl() });
