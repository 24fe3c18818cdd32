package dev.cascade.system.ecosystem;

/**
 * Where the parts of an ecosystem are: at the ports of the manual, all of them shifted.
 *
 * @param offset added to every port
 */
public record Addresses(int offset) {

  private static final int FIRST_SERVICE = 8081;
  private static final int FIRST_ENTRY = 8981;
  private static final int INSTANCES_APART = 20;

  /** Room beside whatever runs on the machine. */
  public static Addresses free() {
    return new Addresses(PortOffset.free());
  }

  /** The base URL of an instance, the first of which is 1. */
  String url(String service, int instance) {
    return http(
        FIRST_SERVICE + Ecosystem.SERVICES.indexOf(service) + INSTANCES_APART * (instance - 1));
  }

  /** The base URL by which any instance of a service that was scaled answers. */
  String entryUrl(String service) {
    return http(FIRST_ENTRY + Ecosystem.SERVICES.indexOf(service));
  }

  /** Where people look at all of it with a browser. */
  String consoleUrl() {
    return http(8080);
  }

  /** The broker. */
  String bootstrapServers() {
    return "localhost:" + shifted(9092);
  }

  /** The schema registry's base URL. */
  String registryUrl() {
    return http(8090);
  }

  /** The base URL of the API that tells which mails arrived. */
  String mailUrl() {
    return http(3080);
  }

  /** A port that the manual names, where it is here. */
  public int shifted(int port) {
    return port + offset;
  }

  private String http(int port) {
    return "http://localhost:" + shifted(port);
  }
}
