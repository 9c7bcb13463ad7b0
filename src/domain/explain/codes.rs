//! Every AADSTS code that Microsoft's reference lists, for people who help others. Far too much for a
//! guest's download: nothing in `problem` may name this file.
//!
//! Codes and names: MicrosoftDocs/entra-docs, `docs/identity-platform/reference-error-codes.md`, and for
//! 90071, 9002326 and 9002327 `docs/external-id/troubleshoot.md` and the issues of
//! AzureAD/microsoft-authentication-library-for-js. Who can fix a code and how is our own judgement.
//! Microsoft may change numbers and meanings at any time: they choose a help text and decide nothing.

#![allow(clippy::unreadable_literal, reason = "codes are written the way people search for them")]

use crate::domain::problem::Fixer;
use crate::domain::problem::Fixer::{Guest, HomeAdmin, HostAdmin, Microsoft, Organizer, Portal};
use crate::domain::words::Message;

/// What is known about one AADSTS code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AadstsCode {
    /// The number behind `AADSTS`.
    pub number: u32,
    /// Microsoft's name for it; empty when the reference gives none.
    pub name: &'static str,
    /// Who can fix it.
    pub fixer: Fixer,
    /// Whether a guest can meet it on the way into an event.
    pub guest_relevant: bool,
    remedy: &'static str,
}

impl AadstsCode {
    /// What the code means.
    pub fn meaning(&self) -> Message {
        Message::new(format!("aadsts.{}.meaning", self.number))
    }

    /// What the fixer does about it.
    pub fn remedy(&self) -> Message {
        Message::new(format!("aadsts.remedy.{}", self.remedy))
    }
}

/// The entry of that number, if the reference has one.
pub fn find(number: u32) -> Option<&'static AadstsCode> {
    ALL.binary_search_by_key(&number, |code| code.number).ok().and_then(|at| ALL.get(at))
}

const fn row(
    number: u32,
    name: &'static str,
    fixer: Fixer,
    remedy: &'static str,
    guest_relevant: bool,
) -> AadstsCode {
    AadstsCode { number, name, fixer, guest_relevant, remedy }
}

/// The whole reference, ascending.
pub static ALL: &[AadstsCode] = &[
    row(16000, "InteractionRequired", Organizer, "be-invited", true),
    row(16001, "UserAccountSelectionInvalid", Guest, "pick-account", true),
    row(16002, "AppSessionSelectionInvalid", Portal, "sign-in-again", true),
    row(16003, "SsoUserAccountNotFoundInResourceTenant", Organizer, "be-invited", true),
    row(17003, "CredentialKeyProvisioningFailed", HomeAdmin, "device-registration", false),
    row(20001, "WsFedSignInResponseError", HomeAdmin, "federation", true),
    row(20012, "WsFedMessageInvalid", HomeAdmin, "federation", true),
    row(20033, "FedMetadataInvalidTenantName", HomeAdmin, "federation", false),
    row(28002, "", Portal, "valid-scopes", false),
    row(28003, "", Portal, "valid-scopes", false),
    row(40008, "OAuth2IdPUnretryableServerError", HomeAdmin, "federation", true),
    row(40009, "OAuth2IdPRefreshTokenRedemptionUserError", HomeAdmin, "federation", true),
    row(40010, "OAuth2IdPRetryableServerError", HomeAdmin, "wait-and-retry", true),
    row(40015, "OAuth2IdPAuthCodeRedemptionUserError", HomeAdmin, "federation", true),
    row(50000, "TokenIssuanceError", Microsoft, "support-case", true),
    row(50001, "InvalidResource", Portal, "fix-request", false),
    row(50002, "NotAllowedTenant", HomeAdmin, "tenant-restrictions", true),
    row(50003, "MissingSigningKey", Portal, "fix-request", false),
    row(50005, "DevicePolicyError", HostAdmin, "device-trust", true),
    row(50006, "InvalidSignature", Portal, "fix-request", false),
    row(50007, "PartnerEncryptionCertificateMissing", Microsoft, "support-case", false),
    row(50008, "InvalidSamlToken", HomeAdmin, "federation", true),
    row(50010, "AudienceUriValidationFailed", Portal, "fix-request", false),
    row(50011, "InvalidReplyTo", Portal, "redirect-address", true),
    row(50012, "AuthenticationFailed", Portal, "client-credential", false),
    row(50013, "InvalidAssertion", Portal, "fix-request", false),
    row(50014, "GuestUserInPendingState", Guest, "be-invited", true),
    row(50015, "ViralUserLegalAgeConsentRequiredState", HomeAdmin, "age-group", true),
    row(50017, "CertificateValidationFailed", HostAdmin, "federation", false),
    row(50020, "UserUnauthorized", Organizer, "be-invited", true),
    row(50027, "InvalidJwtToken", Portal, "fix-request", false),
    row(50029, "", HostAdmin, "check-tenant", false),
    row(50032, "WeakRsaKey", Portal, "fix-request", false),
    row(50033, "RetryableError", Microsoft, "wait-and-retry", true),
    row(50034, "UserAccountNotFound", Organizer, "be-invited", true),
    row(50042, "UnableToGeneratePairwiseIdentifierWithMissingSalt", HostAdmin, "ask-administrator", false),
    row(50043, "UnableToGeneratePairwiseIdentifierWithMultipleSalts", HostAdmin, "ask-administrator", false),
    row(50048, "SubjectMismatchesIssuer", Portal, "client-credential", false),
    row(50049, "NoSuchInstanceForDiscovery", Portal, "check-tenant", true),
    row(50050, "MalformedDiscoveryRequest", Portal, "fix-request", false),
    row(50053, "IdsLocked", HomeAdmin, "unlock-account", true),
    row(50055, "InvalidPasswordExpiredPassword", Guest, "credentials", true),
    row(50056, "", Guest, "credentials", true),
    row(50057, "UserDisabled", HomeAdmin, "unlock-account", true),
    row(50058, "UserInformationNotProvided", Guest, "sign-in-again", true),
    row(50059, "MissingTenantRealmAndNoUserInformationProvided", Portal, "check-tenant", true),
    row(50061, "SignoutInvalidRequest", Portal, "fix-request", false),
    row(50064, "CredentialAuthenticationError", Guest, "credentials", true),
    row(50068, "SignoutInitiatorNotParticipant", Portal, "fix-request", false),
    row(50070, "SignoutUnknownSessionIdentifier", Portal, "fix-request", false),
    row(50071, "SignoutMessageExpired", Guest, "wait-and-retry", false),
    row(50072, "UserStrongAuthEnrollmentRequiredInterrupt", Guest, "register-factor", true),
    row(50074, "UserStrongAuthClientAuthNRequiredInterrupt", Guest, "prove-factor", true),
    row(50076, "UserStrongAuthClientAuthNRequired", Guest, "prove-factor", true),
    row(50078, "UserStrongAuthExpired", Guest, "prove-factor", true),
    row(50079, "UserStrongAuthEnrollmentRequired", Guest, "register-factor", true),
    row(50085, "", Guest, "sign-in-again", true),
    row(50086, "SasNonRetryableError", HomeAdmin, "ask-administrator", true),
    row(50087, "SasRetryableError", Microsoft, "wait-and-retry", true),
    row(50088, "", Guest, "wait-and-retry", true),
    row(50089, "", Guest, "sign-in-again", true),
    row(50097, "DeviceAuthenticationRequired", HostAdmin, "device-trust", true),
    row(50098, "", Portal, "fix-request", false),
    row(50099, "PKeyAuthInvalidJwtUnauthorized", HomeAdmin, "device-registration", false),
    row(50100, "", Portal, "claims-policy", false),
    row(50101, "", Portal, "claims-policy", false),
    row(50102, "", Portal, "claims-policy", false),
    row(50103, "", Portal, "claims-policy", false),
    row(50105, "EntitlementGrantsNotFound", HostAdmin, "assign-guest", true),
    row(50107, "InvalidRealmUri", Portal, "federation", false),
    row(50108, "", Portal, "claims-policy", false),
    row(50109, "", Portal, "claims-policy", false),
    row(50111, "", Portal, "claims-policy", false),
    row(50117, "", Portal, "fix-request", true),
    row(50120, "ThresholdJwtInvalidJwtFormat", HostAdmin, "fix-request", false),
    row(50123, "", Portal, "claims-policy", false),
    row(50124, "ClaimsTransformationInvalidInputParameter", HostAdmin, "claims-policy", false),
    row(50125, "PasswordResetRegistrationRequiredInterrupt", Guest, "carry-on", true),
    row(50126, "InvalidUserNameOrPassword", Guest, "credentials", true),
    row(50127, "BrokerAppNotInstalled", Guest, "device-trust", false),
    row(50128, "", Portal, "check-tenant", true),
    row(50129, "DeviceIsNotWorkplaceJoined", Guest, "device-trust", true),
    row(50130, "", Portal, "fix-request", false),
    row(50131, "ConditionalAccessFailed", HostAdmin, "access-policy", true),
    row(50132, "SsoArtifactInvalidOrExpired", Guest, "sign-in-again", true),
    row(50133, "SsoArtifactRevoked", Guest, "sign-in-again", true),
    row(50134, "DeviceFlowAuthorizeWrongDatacenter", Guest, "device-code", false),
    row(50135, "PasswordChangeCompromisedPassword", Guest, "credentials", true),
    row(50136, "RedirectMsaSessionToApp", Guest, "carry-on", true),
    row(50137, "", Guest, "credentials", true),
    row(50138, "", Microsoft, "support-case", false),
    row(50139, "SessionMissingMsaOAuth2RefreshToken", Guest, "sign-in-again", true),
    row(50140, "KmsiInterrupt", Guest, "carry-on", true),
    row(50141, "", HomeAdmin, "device-registration", false),
    row(50142, "", Guest, "credentials", true),
    row(50143, "", Guest, "pick-account", true),
    row(50144, "InvalidPasswordExpiredOnPremPassword", Guest, "credentials", true),
    row(50146, "MissingCustomSigningKey", Portal, "fix-request", false),
    row(50147, "MissingCodeChallenge", Portal, "pkce", true),
    row(50148, "", Portal, "pkce", true),
    row(50149, "", Portal, "pkce", false),
    row(50150, "", Guest, "interactive-consent", true),
    row(50155, "DeviceAuthenticationFailed", HostAdmin, "device-trust", true),
    row(50156, "", Portal, "fix-request", false),
    row(50157, "", Guest, "carry-on", false),
    row(50158, "ExternalSecurityChallenge", Guest, "carry-on", true),
    row(50159, "", HostAdmin, "access-policy", true),
    row(50160, "", Guest, "check-tenant", false),
    row(50161, "InvalidExternalSecurityChallengeConfiguration", HostAdmin, "access-policy", false),
    row(50162, "", HostAdmin, "claims-policy", false),
    row(50163, "", HostAdmin, "claims-policy", false),
    row(50164, "", Portal, "fix-request", false),
    row(50165, "", Portal, "fix-request", false),
    row(50166, "ExternalClaimsProviderThrottled", HostAdmin, "wait-and-retry", true),
    row(50167, "", Portal, "fix-request", false),
    row(50168, "ChromeBrowserSsoInterruptRequired", Guest, "carry-on", true),
    row(50169, "InvalidRequestBadRealm", Portal, "federation", false),
    row(50170, "MissingExternalClaimsProviderMapping", HostAdmin, "access-policy", false),
    row(50171, "", Portal, "fix-request", false),
    row(50172, "", HostAdmin, "access-policy", false),
    row(50173, "FreshTokenNeeded", Guest, "sign-in-again", true),
    row(50176, "", HostAdmin, "access-policy", false),
    row(50177, "ExternalChallengeNotSupportedForPassthroughUsers", HostAdmin, "access-policy", true),
    row(50178, "SessionControlNotSupportedForPassthroughUsers", HostAdmin, "access-policy", true),
    row(50180, "WindowsIntegratedAuthMissing", HomeAdmin, "on-premises-agent", false),
    row(50187, "DeviceInformationNotProvided", HostAdmin, "device-trust", true),
    row(50192, "RawCredentialExpectedNotFound", Guest, "federation", false),
    row(50194, "", Portal, "tenant-authority", true),
    row(50196, "LoopDetected", Portal, "fix-request", true),
    row(50197, "ConflictingIdentities", Guest, "pick-account", true),
    row(50199, "CmsiInterrupt", Guest, "carry-on", true),
    row(51000, "RequiredFeatureNotEnabled", HostAdmin, "ask-administrator", false),
    row(51001, "DomainHintMustbePresent", Portal, "fix-request", false),
    row(51004, "UserAccountNotInDirectory", Organizer, "be-invited", true),
    row(51005, "TemporaryRedirect", Portal, "carry-on", false),
    row(51006, "ForceReauthDueToInsufficientAuth", Guest, "sign-in-again", false),
    row(52004, "DelegationDoesNotExistForLinkedIn", Guest, "interactive-consent", false),
    row(53000, "DeviceNotCompliant", HostAdmin, "device-trust", true),
    row(53001, "DeviceNotDomainJoined", HostAdmin, "device-trust", true),
    row(53002, "ApplicationUsedIsNotAnApprovedApp", HostAdmin, "access-policy", true),
    row(53003, "BlockedByConditionalAccess", HostAdmin, "access-policy", true),
    row(53004, "ProofUpBlockedDueToRisk", Guest, "register-factor", true),
    row(53010, "ProofUpBlockedDueToSecurityInfoAcr", HostAdmin, "access-policy", true),
    row(53011, "", HomeAdmin, "unlock-account", true),
    row(54000, "MinorUserBlockedLegalAgeGroupRule", HomeAdmin, "age-group", true),
    row(54005, "", Portal, "sign-in-again", true),
    row(65001, "DelegationDoesNotExist", Guest, "interactive-consent", true),
    row(65002, "", Portal, "fix-request", false),
    row(65004, "UserDeclinedConsent", Guest, "interactive-consent", true),
    row(65005, "MisconfiguredApplication", Portal, "fix-request", true),
    row(67003, "ActorNotValidServiceIdentity", Portal, "fix-request", false),
    row(70000, "InvalidGrant", Guest, "sign-in-again", true),
    row(70001, "UnauthorizedClient", HostAdmin, "service-principal", true),
    row(70002, "InvalidClient", Portal, "client-credential", false),
    row(70003, "UnsupportedGrantType", Portal, "fix-request", false),
    row(70004, "InvalidRedirectUri", Portal, "redirect-address", true),
    row(70005, "UnsupportedResponseType", Portal, "fix-request", false),
    row(70007, "UnsupportedResponseMode", Portal, "fix-request", false),
    row(70008, "ExpiredOrRevokedGrant", Guest, "sign-in-again", true),
    row(70011, "InvalidScope", Portal, "valid-scopes", false),
    row(70012, "MsaServerError", Microsoft, "wait-and-retry", true),
    row(70016, "AuthorizationPending", Guest, "device-code", false),
    row(70018, "BadVerificationCode", Guest, "device-code", false),
    row(70019, "CodeExpired", Guest, "device-code", false),
    row(70043, "BadTokenDueToSignInFrequency", Guest, "sign-in-again", true),
    row(75001, "BindingSerializationError", Portal, "saml-app", false),
    row(75003, "UnsupportedBindingError", Portal, "saml-app", false),
    row(75005, "Saml2MessageInvalid", Portal, "saml-app", false),
    row(75008, "RequestDeniedError", Portal, "saml-app", false),
    row(75011, "NoMatchedAuthnContextInOutputClaims", Portal, "saml-app", false),
    row(75016, "Saml2AuthenticationRequestInvalidNameIDPolicy", Portal, "saml-app", false),
    row(76021, "ApplicationRequiresSignedRequests", Portal, "saml-app", false),
    row(76026, "RequestIssueTimeExpired", Portal, "saml-app", false),
    row(80001, "OnPremiseStoreIsNotAvailable", HomeAdmin, "on-premises-agent", true),
    row(80002, "OnPremisePasswordValidatorRequestTimedout", HomeAdmin, "on-premises-agent", true),
    row(80005, "OnPremisePasswordValidatorUnpredictableWebException", HomeAdmin, "on-premises-agent", true),
    row(80007, "OnPremisePasswordValidatorErrorOccurredOnPrem", HomeAdmin, "on-premises-agent", true),
    row(80010, "OnPremisePasswordValidationEncryptionException", HomeAdmin, "on-premises-agent", false),
    row(80012, "OnPremisePasswordValidationAccountLogonInvalidHours", HomeAdmin, "on-premises-agent", true),
    row(80013, "OnPremisePasswordValidationTimeSkew", HomeAdmin, "on-premises-agent", false),
    row(
        80014,
        "OnPremisePasswordValidationAuthenticationAgentTimeout",
        HomeAdmin,
        "on-premises-agent",
        false,
    ),
    row(81004, "DesktopSsoIdentityInTicketIsNotAuthenticated", HomeAdmin, "on-premises-agent", false),
    row(81005, "DesktopSsoAuthenticationPackageNotSupported", HomeAdmin, "on-premises-agent", false),
    row(81006, "DesktopSsoNoAuthorizationHeader", HomeAdmin, "on-premises-agent", false),
    row(81007, "DesktopSsoTenantIsNotOptIn", HomeAdmin, "on-premises-agent", false),
    row(81009, "DesktopSsoAuthorizationHeaderValueWithBadFormat", HomeAdmin, "on-premises-agent", false),
    row(81010, "DesktopSsoAuthTokenInvalid", HomeAdmin, "on-premises-agent", false),
    row(81011, "DesktopSsoLookupUserBySidFailed", HomeAdmin, "on-premises-agent", false),
    row(81012, "DesktopSsoMismatchBetweenTokenUpnAndChosenUpn", Guest, "pick-account", true),
    row(90002, "InvalidTenantName", Portal, "check-tenant", true),
    row(90004, "InvalidRequestFormat", Portal, "fix-request", false),
    row(90005, "InvalidRequestWithMultipleRequirements", Portal, "fix-request", false),
    row(90006, "ExternalServerRetryableError", Microsoft, "wait-and-retry", true),
    row(90007, "InvalidSessionId", Portal, "fix-request", false),
    row(90008, "TokenForItselfRequiresGraphPermission", Portal, "interactive-consent", true),
    row(90009, "TokenForItselfMissingIdenticalAppIdentifier", Portal, "fix-request", false),
    row(90010, "NotSupported", Portal, "fix-request", false),
    row(90012, "RequestTimeout", Microsoft, "wait-and-retry", true),
    row(90013, "InvalidUserInput", Guest, "credentials", true),
    row(90014, "MissingRequiredField", Portal, "fix-request", false),
    row(90015, "QueryStringTooLong", Portal, "fix-request", false),
    row(90016, "MissingRequiredClaim", Portal, "fix-request", false),
    row(90019, "MissingTenantRealm", Portal, "check-tenant", true),
    row(90020, "", HomeAdmin, "federation", false),
    row(90022, "AuthenticatedInvalidPrincipalNameFormat", Portal, "fix-request", false),
    row(90023, "InvalidRequest", Portal, "fix-request", false),
    row(90024, "RequestBudgetExceededError", Microsoft, "wait-and-retry", true),
    row(90027, "", Portal, "fix-request", false),
    row(90033, "MsodsServiceUnavailable", Microsoft, "wait-and-retry", true),
    row(90036, "MsodsServiceUnretryableFailure", Microsoft, "support-case", true),
    row(90038, "NationalCloudTenantRedirection", Portal, "right-cloud", true),
    row(90043, "NationalCloudAuthCodeRedirection", Portal, "right-cloud", false),
    row(90051, "InvalidNationalCloudId", Portal, "right-cloud", false),
    row(90055, "TenantThrottlingError", Microsoft, "wait-and-retry", true),
    row(90056, "BadResourceRequest", Portal, "fix-request", false),
    row(90071, "", HostAdmin, "cross-tenant-access", true),
    row(90072, "PassThroughUserMfaError", Organizer, "be-invited", true),
    row(90081, "OrgIdWsFederationMessageInvalid", HomeAdmin, "federation", false),
    row(90082, "OrgIdWsFederationNotSupported", HomeAdmin, "federation", false),
    row(90084, "OrgIdWsFederationGuestNotAllowed", HostAdmin, "ask-administrator", true),
    row(90085, "OrgIdWsFederationSltRedemptionFailed", HostAdmin, "wait-and-retry", false),
    row(90086, "OrgIdWsTrustDaTokenExpired", Guest, "sign-in-again", false),
    row(90087, "OrgIdWsFederationMessageCreationFromUriFailed", Portal, "federation", false),
    row(90090, "GraphRetryableError", Microsoft, "wait-and-retry", true),
    row(90091, "GraphServiceUnreachable", Microsoft, "wait-and-retry", true),
    row(90092, "GraphNonRetryableError", Microsoft, "support-case", true),
    row(90093, "GraphUserUnauthorized", HostAdmin, "admin-consent", true),
    row(90094, "AdminConsentRequired", HostAdmin, "admin-consent", true),
    row(90095, "AdminConsentRequiredRequestAccess", HostAdmin, "admin-consent", true),
    row(90099, "", HostAdmin, "admin-consent", false),
    row(90100, "InvalidRequestParameter", Portal, "fix-request", false),
    row(90101, "InvalidEmailAddress", Guest, "credentials", true),
    row(90102, "InvalidUriParameter", Portal, "fix-request", false),
    row(90107, "InvalidXml", Portal, "saml-app", false),
    row(90112, "", Portal, "fix-request", false),
    row(90114, "InvalidExpiryDate", HostAdmin, "device-registration", false),
    row(90117, "InvalidRequestInput", Portal, "fix-request", false),
    row(90119, "InvalidUserCode", Guest, "device-code", false),
    row(90120, "InvalidDeviceFlowRequest", Guest, "device-code", false),
    row(90121, "InvalidEmptyRequest", Portal, "fix-request", false),
    row(90123, "IdentityProviderAccessDenied", HomeAdmin, "federation", true),
    row(90124, "V1ResourceV2GlobalEndpointNotSupported", Portal, "tenant-authority", false),
    row(90125, "DebugModeEnrollTenantNotFound", Guest, "pick-account", true),
    row(90126, "DebugModeEnrollTenantNotInferred", Guest, "pick-account", true),
    row(90130, "NonConvergedAppV2GlobalEndpointNotSupported", Portal, "tenant-authority", false),
    row(100007, "", Microsoft, "ask-administrator", false),
    row(120000, "PasswordChangeIncorrectCurrentPassword", Guest, "password-service", false),
    row(120002, "PasswordChangeInvalidNewPasswordWeak", Guest, "password-service", false),
    row(120003, "PasswordChangeInvalidNewPasswordContainsMemberName", Guest, "password-service", false),
    row(120004, "PasswordChangeOnPremComplexity", Guest, "password-service", false),
    row(120005, "PasswordChangeOnPremSuccessCloudFail", HomeAdmin, "password-service", false),
    row(120008, "PasswordChangeAsyncJobStateTerminated", HomeAdmin, "password-service", false),
    row(120011, "PasswordChangeAsyncUpnInferenceFailed", HomeAdmin, "password-service", false),
    row(120012, "PasswordChangeNeedsToHappenOnPrem", Guest, "password-service", false),
    row(120013, "PasswordChangeOnPremisesConnectivityFailure", HomeAdmin, "password-service", false),
    row(120014, "PasswordChangeOnPremUserAccountLockedOutOrDisabled", HomeAdmin, "password-service", false),
    row(120015, "PasswordChangeADAdminActionRequired", HomeAdmin, "password-service", false),
    row(120016, "PasswordChangeUserNotFoundBySspr", HomeAdmin, "password-service", false),
    row(120018, "PasswordChangePasswordDoesnotComplyFuzzyPolicy", Guest, "password-service", false),
    row(120020, "PasswordChangeFailure", Guest, "password-service", false),
    row(120021, "PartnerServiceSsprInternalServiceError", Microsoft, "password-service", false),
    row(130004, "NgcKeyNotFound", HomeAdmin, "device-registration", false),
    row(130005, "NgcInvalidSignature", HomeAdmin, "device-registration", false),
    row(130006, "NgcTransportKeyNotFound", HomeAdmin, "device-registration", false),
    row(130007, "NgcDeviceIsDisabled", HomeAdmin, "device-registration", false),
    row(130008, "NgcDeviceIsNotFound", HomeAdmin, "device-registration", false),
    row(135010, "KeyNotFound", HomeAdmin, "device-registration", false),
    row(135011, "", HomeAdmin, "device-registration", true),
    row(140000, "InvalidRequestNonce", Portal, "fix-request", false),
    row(140001, "InvalidSessionKey", Portal, "sign-in-again", false),
    row(160021, "AppSessionSelectionInvalidSessionNotExist", Guest, "sign-in-again", true),
    row(165004, "", Microsoft, "ask-administrator", false),
    row(165900, "InvalidApiRequest", Portal, "fix-request", false),
    row(220450, "UnsupportedAndroidWebViewVersion", Guest, "pick-account", false),
    row(220501, "InvalidCrlDownload", HostAdmin, "ask-administrator", false),
    row(221000, "DeviceOnlyTokensNotSupportedByResource", Portal, "fix-request", false),
    row(230109, "CachedCredentialNonGWAuthNRequestsNotSupported", Microsoft, "wait-and-retry", false),
    row(240001, "BulkAADJTokenUnauthorized", HomeAdmin, "device-registration", false),
    row(240002, "RequiredClaimIsMissing", Portal, "fix-request", false),
    row(399284, "InboundIdTokenIssuerInvalid", HomeAdmin, "federation", true),
    row(500011, "InvalidResourceServicePrincipalNotFound", HostAdmin, "service-principal", true),
    row(500014, "InvalidResourceServicePrincipalDisabled", HostAdmin, "service-principal", true),
    row(500021, "", HomeAdmin, "tenant-restrictions", true),
    row(500022, "", HomeAdmin, "tenant-restrictions", true),
    row(500133, "", Portal, "fix-request", false),
    row(500141, "", Guest, "sign-in-again", true),
    row(500207, "", Guest, "pick-account", true),
    row(500208, "", Guest, "pick-account", true),
    row(500212, "NotAllowedByOutboundPolicyTenant", HomeAdmin, "cross-tenant-access", true),
    row(500213, "NotAllowedByInboundPolicyTenant", HostAdmin, "cross-tenant-access", true),
    row(501241, "", HostAdmin, "saml-app", false),
    row(501461, "", Portal, "claims-policy", false),
    row(501481, "", Portal, "pkce", true),
    row(501491, "InvalidCodeChallengeMethodInvalidSize", Portal, "pkce", false),
    row(501621, "ClaimsTransformationTimeoutRegularExpressionTimeout", HostAdmin, "claims-policy", false),
    row(530032, "BlockedByConditionalAccessOnSecurityPolicy", HostAdmin, "access-policy", true),
    row(530034, "DelegatedAdminBlockedDueToSuspiciousActivity", HomeAdmin, "unlock-account", false),
    row(530035, "BlockedBySecurityDefaults", HostAdmin, "access-policy", true),
    row(650052, "", HostAdmin, "service-principal", true),
    row(650054, "", Portal, "fix-request", true),
    row(650056, "", HostAdmin, "admin-consent", true),
    row(650057, "", Portal, "fix-request", true),
    row(650059, "", Portal, "tenant-authority", true),
    row(700005, "InvalidGrantRedeemAgainstWrongTenant", Portal, "fix-request", true),
    row(700011, "UnauthorizedClientAppNotFoundInOrgIdTenant", HostAdmin, "service-principal", true),
    row(700016, "UnauthorizedClient_DoesNotMatchRequest", HostAdmin, "service-principal", true),
    row(700020, "InteractionRequired", Guest, "sign-in-again", true),
    row(700022, "InvalidMultipleResourcesScope", Portal, "valid-scopes", false),
    row(700023, "InvalidResourcelessScope", Portal, "valid-scopes", false),
    row(700025, "InvalidClientPublicClientWithCredential", Portal, "client-credential", false),
    row(700027, "", Portal, "client-credential", false),
    row(700030, "", Portal, "client-credential", false),
    row(700054, "", Portal, "fix-request", false),
    row(700082, "ExpiredOrRevokedGrantInactiveToken", Guest, "sign-in-again", true),
    row(700084, "", Guest, "sign-in-again", true),
    row(700229, "ForbiddenTokenType", Portal, "client-credential", false),
    row(750054, "", Portal, "saml-app", false),
    row(900144, "", Portal, "fix-request", true),
    row(900236, "InvalidRequestSamlPropertyUnsupported", Portal, "saml-app", false),
    row(900382, "", Portal, "right-cloud", false),
    row(900384, "", Portal, "fix-request", false),
    row(900432, "", Portal, "right-cloud", false),
    row(900561, "BadResourceRequestInvalidRequest", Guest, "wait-and-retry", true),
    row(900971, "", Portal, "redirect-address", false),
    row(901002, "", Portal, "fix-request", false),
    row(901011, "NoEmailAddressCollectedFromExternalOidcIDP", Guest, "pick-account", true),
    row(901012, "EmailAddressCollectedFromExternalOidcIDPNotVerified", Guest, "federation", true),
    row(901014, "NoExternalIdentifierCollectedFromExternalOidcIDP", HomeAdmin, "federation", true),
    row(1000000, "UserNotBoundError", Guest, "federation", false),
    row(1000002, "BindCompleteInterruptError", Guest, "carry-on", false),
    row(1000031, "", HostAdmin, "service-principal", true),
    row(1000104, "XCB2BResourceCloudNotAllowedOnIdentityTenant", HomeAdmin, "right-cloud", true),
    row(5000224, "NotAllowedTenantBlockedTenantFraud", Microsoft, "support-case", true),
    row(5000819, "InvalidSamlTokenEmailMissingOrInvalid", HomeAdmin, "federation", true),
    row(5001256, "", HomeAdmin, "federation", true),
    row(7000112, "UnauthorizedClientApplicationDisabled", HostAdmin, "service-principal", true),
    row(7000114, "", Portal, "fix-request", false),
    row(7000215, "", Portal, "client-credential", false),
    row(7000218, "", Portal, "fix-request", true),
    row(7000222, "InvalidClientSecretExpiredKeysProvided", Portal, "client-credential", false),
    row(7500514, "", Portal, "saml-app", false),
    row(7500529, "", Portal, "saml-app", false),
    row(9001023, "", Portal, "tenant-authority", false),
    row(9002313, "InvalidRequest", Portal, "fix-request", true),
    row(9002326, "", Portal, "redirect-address", true),
    row(9002327, "", Portal, "fix-request", true),
    row(9002332, "", Portal, "tenant-authority", true),
    row(9002341, "", Guest, "interactive-consent", true),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::problem::{AdviceContext, Kind, Problem, Trace, advice, kind_of, kind_of_family};
    use rstest::rstest;
    use std::collections::{BTreeMap, BTreeSet};

    /// Codes whose plain words name another fixer than the reference: number, fixer in plain words, why.
    const OTHER_FIXER_IN_PLAIN_WORDS: &[(u32, Fixer, &str)] = &[
        (16002, Guest, "whoever is at fault for the lost session, signing in again gets a new one"),
        (40010, Microsoft, "a passing fault: waiting helps, and nobody's IT can do more"),
        (50088, Microsoft, "a limit on phone calls: waiting helps, as with every passing fault"),
        (50129, HostAdmin, "a guest cannot register a device at the host; only the host's rule can change"),
        (50166, Microsoft, "a call that failed for the moment: trying again is the next step for a guest"),
        (53004, HostAdmin, "a guest may try elsewhere, but only the host can lift the block"),
        (54005, Guest, "the portal guards against it; what is left is a reload or Back, and a new sign-in"),
        (65001, HostAdmin, "the portal shows the permission page, so who still sees this may not accept it"),
        (901_011, HomeAdmin, "one problem stands for every provider that withholds what Microsoft needs"),
        (901_012, HomeAdmin, "one problem stands for every provider that withholds what Microsoft needs"),
    ];

    /// The rows of the list that the table was made from: number, name, fixer, remedy, guest relevant.
    fn rows() -> Vec<Vec<String>> {
        include_str!("../../../tests/fixtures/aadsts.csv")
            .lines()
            .skip(1)
            .map(|line| {
                let mut quoted = false;
                let border = |letter: char| {
                    quoted ^= letter == '"';
                    letter == ',' && !quoted
                };
                line.split(border).map(|field| field.trim_matches('"').to_owned()).collect()
            })
            .collect()
    }

    #[test]
    fn the_table_is_the_whole_list() {
        let rows = rows();
        assert_eq!(rows.len(), 348);
        assert_eq!(ALL.len(), rows.len());
        assert!(ALL.is_sorted_by(|one, next| one.number < next.number));
        for row in rows {
            let [number, name, _, fixer, _, guest_relevant, _] = row.as_slice() else { panic!("{row:?}") };
            let code = find(number.parse().expect("a number")).expect("in the table");
            assert_eq!(code.name, if name == "(none given)" { "" } else { name });
            let fixer = match fixer.as_str() {
                "app-owner" => "portal",
                "tenant-admin" => "host-admin",
                other => other,
            };
            assert_eq!(code.fixer.name(), fixer, "{number}");
            assert_eq!(code.guest_relevant, guest_relevant == "yes", "{number}");
        }
    }

    #[test]
    fn one_remedy_of_the_list_is_one_remedy_of_the_table() {
        let mut pairs: Vec<_> = rows()
            .iter()
            .map(|row| {
                (row[4].clone(), find(row[0].parse().expect("a number")).expect("in the table").remedy)
            })
            .collect();
        pairs.sort_unstable();
        pairs.dedup();
        assert_eq!(pairs.len(), 35);
        pairs.sort_unstable_by_key(|(_, remedy)| *remedy);
        pairs.dedup_by_key(|(_, remedy)| *remedy);
        assert_eq!(pairs.len(), 35);
    }

    fn met_by_guests() -> impl Iterator<Item = &'static AadstsCode> {
        ALL.iter().filter(|code| code.guest_relevant)
    }

    #[test]
    fn every_code_a_guest_can_meet_has_plain_words_on_both_sign_ins() {
        let words: BTreeMap<String, String> =
            serde_json::from_str(include_str!("../../../public/words/en/problems.json")).expect("texts");
        assert_eq!(met_by_guests().count(), 164);
        for (code, at_home) in met_by_guests().flat_map(|code| [(code, false), (code, true)]) {
            let kind = kind_of(code.number, at_home).unwrap_or_else(|| panic!("{}", code.number));
            assert_ne!(kind, Kind::SignInUnknown, "{}", code.number);
            let problem = Problem { kind, trace: Trace { aadsts: Some(code.number), ..Trace::default() } };
            let advice = advice(&problem, &AdviceContext::default());
            assert!(!advice.steps.is_empty() && !advice.remedies.is_empty(), "{}", code.number);
            assert_eq!(advice.message_to_send.is_some(), advice.fixer != Guest, "{}", code.number);
            let said = [&advice.heading, &advice.what_happened];
            for message in said.into_iter().chain(&advice.steps).chain(&advice.message_to_send) {
                assert!(words.contains_key(&*message.id), "{} says {}", code.number, message.id);
            }
        }
    }

    #[test]
    fn plain_words_name_the_same_fixer_with_few_exceptions() {
        let other: Vec<_> = ALL
            .iter()
            .filter_map(|code| Some((code.number, kind_of(code.number, false)?.fixer(), code.fixer)))
            .filter(|(_, plain, reference)| plain != reference)
            .map(|(number, plain, _)| (number, plain))
            .collect();
        let expected: Vec<_> =
            OTHER_FIXER_IN_PLAIN_WORDS.iter().map(|(number, fixer, _)| (*number, *fixer)).collect();
        assert_eq!(other, expected);
    }

    #[rstest]
    #[case::not_invited(&[16000, 16003, 50020, 50034, 51004, 90072], Kind::NotInvited, Kind::PersonalAccount)]
    #[case::pending(&[50014], Kind::InvitationPending, Kind::InvitationPending)]
    #[case::consent(
        &[65001, 90093, 90094, 90095],
        Kind::HostConsentNeeded,
        Kind::HomeConsentForbidden
    )]
    #[case::declined(&[65004], Kind::SignInCanceled, Kind::SignInCanceled)]
    #[case::outbound(&[500_212, 1_000_104], Kind::OutboundPolicy, Kind::OutboundPolicy)]
    #[case::inbound(&[500_213], Kind::InboundPolicy, Kind::HomeConsentForbidden)]
    #[case::restricted(&[50002, 500_021, 500_022], Kind::TenantRestricted, Kind::TenantRestricted)]
    #[case::factor(&[50072, 50074, 50076, 50078, 50079, 50199], Kind::FactorNeeded, Kind::FactorNeeded)]
    #[case::factor_set_up(&[53004, 53010], Kind::FactorRegistrationBlocked, Kind::HomeConsentForbidden)]
    #[case::access_policy(
        &[50005, 50131, 53002, 53003, 530_032, 530_035],
        Kind::ConditionalAccess,
        Kind::HomeConsentForbidden
    )]
    #[case::device(&[50097, 53000, 53001], Kind::DeviceNotTrusted, Kind::HomeConsentForbidden)]
    #[case::password(&[50055, 50056, 50126, 50144], Kind::PasswordRefused, Kind::PasswordRefused)]
    #[case::locked(&[50053, 50057, 53011], Kind::HomeAccount, Kind::HomeAccount)]
    #[case::timed_out(&[50089, 70008, 70043, 700_082], Kind::SessionExpired, Kind::SessionExpired)]
    #[case::used(&[54005], Kind::CodeUsed, Kind::CodeUsed)]
    #[case::busy(&[50033, 90006, 90012, 90024, 90055], Kind::SignInBusy, Kind::SignInBusy)]
    #[case::not_assigned(&[50105], Kind::NotAssigned, Kind::HomeConsentForbidden)]
    #[case::app(&[500_011, 650_052, 700_016, 7_000_112], Kind::AppUnknown, Kind::HomeConsentForbidden)]
    #[case::portal(&[50011, 50194, 9_002_326], Kind::PortalMisregistered, Kind::PortalMisregistered)]
    #[case::blocked(&[5_000_224], Kind::HostTenantBlocked, Kind::HomeAccount)]
    fn the_codes_that_matter_most(#[case] codes: &[u32], #[case] at_host: Kind, #[case] at_home: Kind) {
        for &code in codes {
            assert!(find(code).is_some_and(|code| code.guest_relevant), "{code}");
            assert_eq!((kind_of(code, false), kind_of(code, true)), (Some(at_host), Some(at_home)), "{code}");
        }
    }

    #[rstest]
    #[case(20)]
    #[case(40)]
    #[case(53)]
    #[case(75)]
    #[case(76)]
    #[case(80)]
    #[case(81)]
    fn a_family_stands_for_its_members(#[case] family: u32) {
        let kind = kind_of_family(family * 1000 + 999, false).expect("a family");
        let members: Vec<_> = ALL.iter().filter(|code| code.number / 1000 == family).collect();
        let agreeing = members.iter().filter(|code| code.fixer == kind.fixer()).count();
        assert!(members.len() >= 2 && agreeing * 3 >= members.len() * 2, "{agreeing} of {}", members.len());
    }

    #[test]
    fn no_other_family_stands_for_anything() {
        let families: BTreeSet<u32> = (10_000..100_000)
            .filter(|code| kind_of_family(*code, false).is_some())
            .map(|c| c / 1000)
            .collect();
        assert_eq!(families, [20, 40, 53, 75, 76, 80, 81].into());
        assert!(ALL.iter().all(|code| code.number < 100_000 || kind_of_family(code.number, false).is_none()));
    }

    #[test]
    fn unknown_numbers_are_not_found() {
        assert_eq!(find(0), None);
        assert_eq!(find(50021), None);
        assert_eq!(find(u32::MAX), None);
    }
}
