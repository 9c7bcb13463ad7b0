#!/usr/bin/env node
// Stands in for the Mesh app: tells the test which deep link it was opened with.

const { MESH_APP_TELLS: listener = '' } = process.env;
await fetch(listener, { method: 'POST', body: process.argv[2] });
