// What a deployment is told: here the local tenant of the bench, written in by the build.

declare const LOGIN: string;

export const settings = {
  login: LOGIN,
  graph: `${LOGIN}/graph/v1.0`,
  clientId: '8c1f2d34-5b67-4e89-a0b1-c2d3e4f50617',
  tenantId: '3f6c1b52-8a0d-4c1e-9d57-2b7e4a90c811',
  host: { name: 'Contoso', domain: 'contoso.com' },
};
