import { diagnose, diagnosisInWords } from './diagnosis.ts';
import { examineMachine } from './machine.ts';

/**
 * `npm run doctor`: says for each command what this machine lacks, and what to do about it. It changes nothing, and needs no package:
 * where they cannot be installed, that is what it says. Ends with 0 if `npm start` works, else with 1.
 */
const machine = await examineMachine(process.cwd());
const diagnoses = diagnose(machine);
process.stdout.write(diagnosisInWords(diagnoses, machine));
const start = diagnoses.find(({ command }) => command === 'start');
process.exitCode = start?.lacks.length === 0 ? 0 : 1;
