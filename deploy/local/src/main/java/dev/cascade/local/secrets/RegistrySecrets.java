package dev.cascade.local.secrets;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * What makes a registry take writes from its installer only, and let everybody read: settings of
 * Apicurio and of Quarkus under it, in a file that only its owner can read.
 *
 * @param file where they are
 */
public record RegistrySecrets(Path file) {

  private static final String USER = "installer";
  private static final String USERS = "quarkus.security.users.embedded.";

  /** Whether there are any. */
  boolean exist() {
    return Files.exists(file);
  }

  void make() throws IOException {
    if (exist()) {
      return;
    }
    PrivateFile.write(
        file,
        """
        quarkus.http.auth.basic=true
        apicurio.auth.role-based-authorization=true
        apicurio.auth.anonymous-read-access.enabled=true
        %1$splain-text=true
        %1$sroles.%2$s=sr-admin
        %1$susers.%2$s=%3$s
        """
            .formatted(USERS, USER, Passwords.random()));
  }

  /**
   * The installer's name and password with a colon between, as HTTP's basic authentication has
   * them.
   *
   * @throws UncheckedIOException when the file cannot be read
   */
  public String installer() {
    Properties read = new Properties();
    try (Reader text = Files.newBufferedReader(file)) {
      read.load(text);
    } catch (IOException e) {
      throw new UncheckedIOException("The registry's installer cannot be read", e);
    }
    return USER + ":" + read.getProperty(USERS + "users." + USER);
  }
}
