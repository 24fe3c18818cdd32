package dev.cascade.local.platform;

import dev.cascade.local.secrets.BrokerSecrets;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;

/** Makes users known to a secured broker. */
public final class ScramUsers {

  /** The least that Kafka takes; more are for passwords that people choose. */
  private static final int ITERATIONS = 4096;

  private final Map<String, Object> owner;
  private final BrokerSecrets secrets;

  /**
   * Works on one broker.
   *
   * @param owner how the owner's admin client gets there
   */
  public ScramUsers(Map<String, Object> owner, BrokerSecrets secrets) {
    this.owner = Map.copyOf(owner);
    this.secrets = secrets;
  }

  /**
   * From then on the broker knows these users by the passwords in their files.
   *
   * @throws ServerFailedException when the broker does not take them
   */
  public void install(Collection<String> users) {
    try (Admin admin = Admin.create(owner)) {
      admin.alterUserScramCredentials(users.stream().map(this::known).toList()).all().get();
    } catch (ExecutionException e) {
      throw new ServerFailedException("The users cannot be made known: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerFailedException("Interrupted while making users known", e);
    }
  }

  private UserScramCredentialAlteration known(String user) {
    return new UserScramCredentialUpsertion(
        user,
        new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS),
        secrets.password(user));
  }
}
