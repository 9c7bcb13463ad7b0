// The UI library's words in the portal's languages besides English, which the library has in it.

import {
  COMPOSITE_LOCALE_AR_SA,
  COMPOSITE_LOCALE_DE_DE,
  COMPOSITE_LOCALE_ES_ES,
  COMPOSITE_LOCALE_FR_FR,
  COMPOSITE_LOCALE_HE_IL,
  COMPOSITE_LOCALE_IT_IT,
  COMPOSITE_LOCALE_JA_JP,
  COMPOSITE_LOCALE_KO_KR,
  COMPOSITE_LOCALE_NL_NL,
  COMPOSITE_LOCALE_PL_PL,
  COMPOSITE_LOCALE_PT_BR,
  COMPOSITE_LOCALE_TR_TR,
  COMPOSITE_LOCALE_ZH_CN,
  type CompositeLocale,
} from '@azure/communication-react';
import type { Language } from './handover';

export const locales: Record<Exclude<Language, 'en'>, CompositeLocale> = {
  'ar': COMPOSITE_LOCALE_AR_SA,
  'de': COMPOSITE_LOCALE_DE_DE,
  'es': COMPOSITE_LOCALE_ES_ES,
  'fr': COMPOSITE_LOCALE_FR_FR,
  'he': COMPOSITE_LOCALE_HE_IL,
  'it': COMPOSITE_LOCALE_IT_IT,
  'ja': COMPOSITE_LOCALE_JA_JP,
  'ko': COMPOSITE_LOCALE_KO_KR,
  'nl': COMPOSITE_LOCALE_NL_NL,
  'pl': COMPOSITE_LOCALE_PL_PL,
  'pt-BR': COMPOSITE_LOCALE_PT_BR,
  'tr': COMPOSITE_LOCALE_TR_TR,
  'zh-Hans': COMPOSITE_LOCALE_ZH_CN,
};
