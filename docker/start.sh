#!/bin/sh
# Starts one process of the product. `exec` lets it receive the signals of the container engine itself.
set -eu
cd "$(dirname "$0")/.."

case "${1:-web}" in
  web) exec node --enable-source-maps dist/src/main.js ;;
  worker) exec node --enable-source-maps dist/src/worker.js ;;
  migrate) exec node --enable-source-maps dist/src/cli.js migrate ;;
  cli)
    shift
    exec node --enable-source-maps dist/src/cli.js "$@"
    ;;
  *)
    echo "Unknown command '$1'. Known: web, worker, migrate, cli <command>." >&2
    exit 64
    ;;
esac
