// Imported before anything of Azure: its libraries write headers, addresses and the ids of users to standard error
// when one of these is set.

for (const name of ['AZURE_LOG_LEVEL', 'TYPESPEC_RUNTIME_LOG_LEVEL', 'DEBUG']) delete process.env[name];
