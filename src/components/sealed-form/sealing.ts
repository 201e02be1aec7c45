/**
 * The heavy part of the form: age with its post-quantum half, and the receipts. It is a script of its own, loaded once the
 * page stands, so that the words about what happens can be read on a slow phone meanwhile.
 */
export { BundleRefused, readSignedBundle } from '#envelope/bundle.ts';
export { fingerprintOf } from '#envelope/fingerprint.ts';
export { newReceipt, readReceipt, receiptIdOf } from '#envelope/receipt.ts';
export { sealMessage } from '#envelope/seal.ts';
