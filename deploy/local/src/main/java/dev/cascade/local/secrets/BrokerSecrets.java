package dev.cascade.local.secrets;

import dev.cascade.schemas.access.ClientFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a broker and its users prove who they are with, as files that only their owner can read: the
 * broker's key, the certificate by which it is known, and for each user the settings of a Kafka
 * client ({@code USER.properties}).
 *
 * @param folder where they are
 */
public record BrokerSecrets(Path folder) {

  /** To whom the broker belongs: whom it denies nothing, and as whom it talks to itself. */
  public static final String OWNER = "owner";

  private static final Pattern PASSWORD = Pattern.compile("password=\"([^\"]+)\"");

  /** An absolute path: whoever reads the files works elsewhere. */
  public BrokerSecrets {
    folder = folder.toAbsolutePath();
  }

  /** Whether there are any. */
  public boolean exist() {
    return Files.exists(clientFile(OWNER));
  }

  /**
   * Makes those that are missing; what is there stays as it is.
   *
   * @param users beside the owner
   * @throws UncheckedIOException when they cannot be made
   */
  public void make(Collection<String> users) {
    try {
      PrivateFile.folder(folder);
      if (!Files.exists(key()) || !Files.exists(authority())) {
        new BrokerCertificate().write(key(), authority());
      }
      registry().make();
      tokens().make();
      mail().make(key());
      for (String user : users) {
        makeClient(user, "SCRAM-SHA-512", "scram.ScramLoginModule");
      }
      // The last one: with it they are complete. SCRAM passwords are in the broker's metadata,
      // which has none yet when the owner first comes.
      makeClient(OWNER, "PLAIN", "plain.PlainLoginModule");
    } catch (IOException e) {
      throw new UncheckedIOException("The secrets in " + folder + " cannot be made", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the secrets were made", e);
    }
  }

  private void makeClient(String user, String mechanism, String module) throws IOException {
    if (Files.exists(clientFile(user))) {
      return;
    }
    PrivateFile.write(
        clientFile(user),
        """
        security.protocol=SASL_SSL
        sasl.mechanism=%s
        sasl.jaas.config=org.apache.kafka.common.security.%s required username="%s" password="%s";
        ssl.truststore.type=PEM
        ssl.truststore.location=%s
        """
            .formatted(
                mechanism,
                module,
                user,
                Passwords.random(),
                authority().toString().replace("\\", "\\\\")));
  }

  /** The settings of a client of that user. */
  public Path clientFile(String user) {
    return folder.resolve(user + ".properties");
  }

  /**
   * What is in {@link #clientFile}.
   *
   * @throws UncheckedIOException when it cannot be read
   */
  public Map<String, String> client(String user) {
    try {
      return ClientFile.settings(clientFile(user));
    } catch (IOException e) {
      throw new UncheckedIOException("Who " + user + " is cannot be read", e);
    }
  }

  /** The password of that user. */
  public String password(String user) {
    Matcher password = PASSWORD.matcher(client(user).getOrDefault("sasl.jaas.config", ""));
    if (!password.find()) {
      throw new IllegalStateException(clientFile(user) + " has no password");
    }
    return password.group(1);
  }

  /** What the registry beside the broker is secured with. */
  public RegistrySecrets registry() {
    return new RegistrySecrets(folder.resolve("registry.properties"));
  }

  /** What signs the tokens of those who come by HTTP. */
  public TokenSecrets tokens() {
    return new TokenSecrets(folder);
  }

  /** What the mail server beside the broker is secured with. */
  public MailSecrets mail() {
    return new MailSecrets(folder);
  }

  /** The broker's key and certificate. */
  public Path key() {
    return folder.resolve("broker.pem");
  }

  /** The certificate by which the broker is known. */
  public Path authority() {
    return folder.resolve("ca.pem");
  }
}
