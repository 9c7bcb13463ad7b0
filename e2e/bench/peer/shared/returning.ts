/** Whether this page was come back to from a sign-in. Read before MSAL takes the answer out of the address. */
export const returning = /[#&]code=/.test(location.hash);
