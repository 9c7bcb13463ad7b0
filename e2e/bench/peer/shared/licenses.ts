// Whether the guest has at the host what the event needs.

import { settings } from './settings';

interface LicenseDetails {
  value: { servicePlans: { servicePlanName: string; provisioningStatus: string }[] }[];
}

export async function isLicensed(accessToken: string): Promise<boolean> {
  const response = await fetch(`${settings.graph}/me/licenseDetails`, { headers: { authorization: `Bearer ${accessToken}` } });
  if (!response.ok) throw new Error(`Graph answers with status ${response.status}`);
  const { value }: LicenseDetails = await response.json();
  const plans = value.flatMap(({ servicePlans }) => servicePlans).filter(({ provisioningStatus }) => provisioningStatus === 'Success');
  return plans.some(({ servicePlanName }) => servicePlanName.startsWith('MESH_'));
}
