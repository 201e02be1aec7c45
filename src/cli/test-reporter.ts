import { DefaultReporter, type TestModule, type TestSpecification } from 'vitest/node';
import { startProgress } from './progress.mjs';

/** Shows how many files of tests are done, and prints only those that failed. `npm test` gives it to Vitest. */
export default class TestReporter extends DefaultReporter {
  readonly #progress = startProgress(process.stdout);
  #all = 0;
  #done = 0;
  #failed = 0;

  constructor() {
    super({ summary: false });
  }

  override onTestRunStart(specifications: readonly TestSpecification[]): void {
    super.onTestRunStart(specifications);
    this.#all = specifications.length;
    this.#show();
  }

  override onTestModuleEnd(module: TestModule): void {
    this.#done += 1;
    if (module.state() === 'failed') {
      this.#failed += 1;
      this.#progress.end();
      super.onTestModuleEnd(module);
    }
    this.#show();
  }

  override onTestRunEnd(...all: Parameters<DefaultReporter['onTestRunEnd']>): void {
    this.#progress.end();
    super.onTestRunEnd(...all);
  }

  #show(): void {
    const failed = this.#failed > 0 ? `, ${this.#failed} failed` : '';
    const step = process.env['STEP'] ? `${process.env['STEP']}, files of tests` : 'Files of tests';
    this.#progress.now(
      step,
      this.#all === 0 ? 0 : this.#done / this.#all,
      `${this.#done} of ${this.#all}${failed}`,
    );
  }
}
