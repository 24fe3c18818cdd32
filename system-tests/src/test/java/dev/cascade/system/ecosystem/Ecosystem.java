package dev.cascade.system.ecosystem;

import dev.cascade.system.history.History;
import java.nio.file.Path;
import java.util.List;

/**
 * An ecosystem as everybody outside sees it: the addresses of its parts. Whoever runs it can end a
 * part and heal it. Tests that ask for this run wherever it runs; those that ask for a {@link
 * HomeEcosystem} need what {@code ./cascade} can do besides.
 */
public interface Ecosystem extends AutoCloseable {

  /** The services, as everybody names them. */
  List<String> SERVICES =
      List.of("orders", "payments", "inventory", "fraud", "order-details", "email");

  /** Where its parts are. */
  Addresses addresses();

  /** Starts what is not running, and waits until all of it is ready. */
  String up();

  /** Ends a part at once, as a crash would. */
  void kill(String part);

  /**
   * All that was committed to the topics until now; each call reads on where the last one ended.
   */
  History history();

  /** The folder of its logs. */
  Path logs();

  @Override
  void close();

  /** A token for callers; none where nobody is asked for one. */
  default String token(String role, String subject) {
    return "";
  }

  /** The base URL of a service. */
  default String url(String service) {
    return addresses().url(service, 1);
  }

  /** Where people look at all of it with a browser. */
  default String consoleUrl() {
    return addresses().consoleUrl();
  }

  /** The broker. */
  default String bootstrapServers() {
    return addresses().bootstrapServers();
  }

  /** The schema registry's base URL. */
  default String registryUrl() {
    return addresses().registryUrl();
  }

  /** The base URL of the API that tells which mails arrived. */
  default String mailUrl() {
    return addresses().mailUrl();
  }
}
