package dev.cascade.console.login;

import dev.cascade.console.config.ConsoleSettings;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The console's own token, an auditor's. It is for what the console finds out by itself, and never
 * for what a user asks. Read each time, since it is renewed in its place.
 */
@Singleton
public final class OwnToken {

  private static final Logger LOG = Logger.getLogger(OwnToken.class);

  private final Optional<Path> file;

  OwnToken(ConsoleSettings settings) {
    this.file = settings.tokenFile();
  }

  /** Whether the services ask for tokens. */
  public boolean isNeeded() {
    return file.isPresent();
  }

  /** The token; empty where none is needed, and while it cannot be read. */
  public Optional<String> get() {
    if (file.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Files.readString(file.get()).strip());
    } catch (IOException e) {
      LOG.errorf("The console's token cannot be read (%s); ./cascade up makes it anew", e);
      return Optional.empty();
    }
  }
}
