package dev.cascade.local.platform;

/**
 * Where one broker of a cluster is.
 *
 * @param id its number in the cluster, from 1
 * @param host the address that it listens on and that others reach it by
 * @param port the port of its clients
 * @param controllerPort the port of the cluster's own traffic about its metadata
 */
public record BrokerNode(int id, String host, int port, int controllerPort) {

  /** Host and port for clients. */
  String clients() {
    return host + ":" + port;
  }

  /** Host and port for the controllers. */
  String controllers() {
    return host + ":" + controllerPort;
  }
}
