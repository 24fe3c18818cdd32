// The only page for those who have not said who they are.
import { html, useState } from './preact.js';
import { signIn } from './api.js';
import { Field, filled, Trouble } from './ui.js';

export function SignIn() {
  const [problem, setProblem] = useState(null);
  const submit = async (event) => {
    event.preventDefault();
    try {
      await signIn(filled(event.target).token.trim());
      location.reload();
    } catch (refused) {
      setProblem(refused);
    }
  };
  return html`<main id="main" class="signin">
    <h1>Cascade console</h1>
    <section class="panel">
      <p>The services here ask who comes. Give the token of an operator or an auditor:</p>
      <pre>./cascade token --role operator</pre>
      <form id="signin" onSubmit=${submit}>
        <${Field} label="Token" name="token" type="password" required hint="It is kept until the browser is closed, where scripts cannot read it." />
        <${Trouble} problem=${problem} />
        <div class="buttons"><button type="submit" class="primary">Sign in</button></div>
      </form>
    </section>
  </main>`;
}
