package dev.cascade.local;

import dev.cascade.local.platform.ServerFailedException;
import dev.cascade.local.run.Installation;
import dev.cascade.local.secrets.TokenSecrets;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./cascade token}: prints a token and nothing else, for a variable of the shell. */
@Command(
    name = "token",
    description = "Prints a token for the services of this secured home.",
    footer = {
      "TOKEN=$(./cascade token --role customer --subject c-alice)",
      "curl -H \"Authorization: Bearer $TOKEN\" ..."
    })
final class TokenCommand implements Callable<Integer> {

  private static final Set<String> ROLES = Set.of("customer", "merchant", "operator", "auditor");
  private static final String CUSTOMER = "customer";

  private final Installation installation;
  private final PrintStream out;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Says how it is used.")
  private boolean help;

  @Option(
      names = "--role",
      required = true,
      paramLabel = "ROLE",
      description = "customer, merchant, operator or auditor; may be given several times.")
  private List<String> roles = List.of();

  @Option(
      names = "--subject",
      paramLabel = "ID",
      description = "Whose it is; a customer's id. Without it, for other roles, your own name.")
  private @Nullable String subject;

  @Option(
      names = "--minutes",
      defaultValue = "60",
      paramLabel = "N",
      description = "How long it is good for (60).")
  private long minutes;

  TokenCommand(Installation installation, PrintStream out) {
    this.installation = installation;
    this.out = out;
  }

  @Override
  public Integer call() {
    refuse(
        !ROLES.containsAll(roles),
        "--role must be customer, merchant, operator or auditor, not " + String.join(", ", roles));
    long most = TokenSecrets.LONGEST.toMinutes();
    refuse(minutes < 1 || minutes > most, "--minutes must be from 1 to " + most);
    refuse(
        subject == null && roles.contains(CUSTOMER),
        "--subject must name the customer, such as c-alice");
    refuse(subject != null && subject.isBlank(), "--subject must not be blank");
    TokenSecrets tokens = installation.secrets().tokens();
    if (!tokens.exist()) {
      throw new ServerFailedException(
          installation.home()
              + " is not secured, so its services ask for no token. CASCADE_HOME names another"
              + " home; ./cascade up --secure, in a fresh one, makes it ask.");
    }
    String whose = subject == null ? System.getProperty("user.name", "somebody") : subject;
    out.println(tokens.token(whose, roles, Duration.ofMinutes(minutes)));
    return 0;
  }

  private static void refuse(boolean wrong, String message) {
    if (wrong) {
      throw new IllegalArgumentException(message);
    }
  }
}
