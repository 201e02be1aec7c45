/** What is said on the next page: once. */
export class Notices {
  #refusal: string | undefined;
  #done: string | undefined;
  say(notice: { refusal?: string | undefined; done?: string | undefined }): void {
    this.#refusal = notice.refusal;
    this.#done = notice.done;
  }
  take(): { refusal: string | undefined; done: string | undefined } {
    const said = { refusal: this.#refusal, done: this.#done };
    this.say({});
    return said;
  }
}
