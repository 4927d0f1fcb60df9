// Exits with 0 when the process of this container answers: the web server on PORT or the worker on WORKER_PORT.
const ports = [process.env['PORT'] || '3000', process.env['WORKER_PORT'] || '3001'];

async function answers(port) {
  const response = await fetch(`http://127.0.0.1:${port}/health`, { signal: AbortSignal.timeout(3000) });
  if (!response.ok) throw new Error(`status ${response.status}`);
}

try {
  await Promise.any(ports.map(answers));
} catch {
  process.exitCode = 1;
}
