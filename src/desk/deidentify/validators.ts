/**
 * Checks of things that can be looked up. They sharpen a flag’s reason and nothing else: what looks like such a number is
 * flagged whether or not it passes, because a mistyped one still leads to a person.
 */

/** A United Kingdom telephone number: 10 or 11 digits from 01, 02, 03, 07, 08 or 09, with or without the country’s 44. */
export function isPhoneNumber(text: string): boolean {
  const digits = text.replace(/\D/g, '').replace(/^(?:00)?44(?:0(?=\d{10}))?/, '0');
  return /^0[1-37-9]\d{8,9}$/.test(digits);
}

/** A CHI number: six digits of a date of birth, four more, the last a check digit (modulus 11, weights 10 to 2). */
export function isChiNumber(text: string): boolean {
  const digits = Array.from(text.replace(/\D/g, ''), Number);
  if (digits.length !== 10) return false;
  const [day, month] = [Number(text.slice(0, 2)), Number(text.slice(2, 4))];
  if (day < 1 || day > 31 || month < 1 || month > 12) return false;
  const sum = digits.slice(0, 9).reduce((total, digit, index) => total + digit * (10 - index), 0);
  const check = (11 - (sum % 11)) % 11;
  return check !== 10 && check === digits[9];
}

/** A National Insurance number: prefixes that are given out, six digits, a letter from A to D. */
export function isNationalInsuranceNumber(text: string): boolean {
  const plain = text.replace(/[ -]/g, '').toUpperCase();
  return (
    /^[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\d{6}[A-D]$/.test(plain) && !/^(?:BG|GB|KN|NK|NT|TN|ZZ)/.test(plain)
  );
}

const postcodeAreas = new Set(
  (
    'AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY ' +
    'G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR ' +
    'NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA ' +
    'WC WD WF WN WR WS WV YO ZE'
  ).split(' '),
);

/** Whether a postcode, whole or its first half, begins with an area that Royal Mail uses. */
export function isPostcode(text: string): boolean {
  return postcodeAreas.has((/^[A-Z]{1,2}/i.exec(text)?.[0] ?? '').toUpperCase());
}
