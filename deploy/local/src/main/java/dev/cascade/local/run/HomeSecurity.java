package dev.cascade.local.run;

import dev.cascade.local.platform.ServerFailedException;
import dev.cascade.local.secrets.BrokerSecrets;
import dev.cascade.schemas.access.AccessRules;
import dev.cascade.schemas.catalogue.TopicCatalogue;
import java.nio.file.Files;

/**
 * Whether an ecosystem is secured. That is decided with its first start and stays so, since a
 * broker keeps its users and rights with its data; the secrets in its home say that it is.
 */
public final class HomeSecurity {

  private final Installation installation;
  private final Progress progress;

  /** Of that installation; says what it finds. */
  public HomeSecurity(Installation installation, Progress progress) {
    this.installation = installation;
    this.progress = progress;
  }

  /**
   * Decides, and makes the secrets that are missing.
   *
   * @param wanted whether it was asked for
   * @throws ServerFailedException when it was, in a home that was started without it
   */
  public void settle(boolean wanted) {
    BrokerSecrets secrets = installation.secrets();
    boolean before = secrets.exist();
    if (!before && !wanted) {
      sayThatAllIsOpen();
      return;
    }
    refuseOverData(wanted);
    secrets.make(UsersAtStart.users(AccessRules.of(TopicCatalogue.load())));
    secrets.tokens().renewConsoleToken();
    progress.line(
        before
            ? "It is secured, as it was when it began; its keys and passwords are in "
                + secrets.folder()
            : "It is secured: its keys and passwords are new, in " + secrets.folder());
  }

  /**
   * Looks whether what was asked for can be; nothing is made.
   *
   * @param wanted whether it was asked for
   * @throws ServerFailedException when it was, in a home that was started without it
   */
  void refuseOverData(boolean wanted) {
    if (wanted && !installation.secrets().exist() && Files.exists(installation.data("kafka"))) {
      throw new ServerFailedException(
          """
          %s holds an ecosystem that was started without --secure, and a broker keeps its users \
          with its data.
          CASCADE_HOME=another-folder ./cascade up --secure starts a secured one beside it; \
          ./cascade reset deletes this one.\
          """
              .formatted(installation.home()));
    }
  }

  private void sayThatAllIsOpen() {
    String all =
        "!!! NOT SECURED: whoever can reach this machine's loopback interface can read and write"
            + " everything";
    boolean isOwn = HomeSettings.of(installation.home()).kafka().isEmpty();
    progress.line(
        isOwn
            ? all + ". ./cascade up --secure, in a fresh CASCADE_HOME, asks who comes."
            : all + " through the services, whatever Kafka asks.");
  }
}
