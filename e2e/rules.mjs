// The portal's own rules (src/bin/rules.rs), asked from Node.

import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/**
 * Asks the rules one question after the other.
 * @param {string} command    one of theirs
 * @param {unknown[]} questions
 * @returns {Promise<any[]>} an answer per question
 * @throws {Error} when the command cannot be run
 */
export function askRules(command, questions) {
  return new Promise((resolve, reject) => {
    const rules = spawn('cargo', ['run', '-q', '--no-default-features', '--bin', 'rules', '--', command], {
      cwd: fileURLToPath(new URL('..', import.meta.url)),
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    let output = '';
    rules.stdout.setEncoding('utf8').on('data', (piece) => {
      output += piece;
    });
    rules.once('error', reject);
    rules.once('close', (code) => {
      const answers = output.trim().split('\n');
      if (code === 0 && answers.length === questions.length) return resolve(answers.map((answer) => JSON.parse(answer)));
      return reject(new Error(`asking the rules (${command}) failed with exit code ${code}, ${answers.length} of ${questions.length} answers`));
    });
    rules.stdin.on('error', () => {});
    rules.stdin.end(questions.map((question) => `${JSON.stringify(question)}\n`).join(''));
  });
}
