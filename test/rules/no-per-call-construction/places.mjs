const FALLBACK = 'en';

/** What a page says of itself may be another thing at each call. */
export function countryOf(code) {
  return new Intl.DisplayNames([document.documentElement.lang || FALLBACK], { type: 'region' }).of(code);
}

export function countryInEnglish(code) {
  return new Intl.DisplayNames([FALLBACK], { type: 'region' }).of(code); // want perCall potential
}
