package dev.cascade.local.entry;

import java.util.List;

/**
 * One service as the entry is told to serve it.
 *
 * @param port where it listens for requests to the service
 * @param instances which the requests are spread over, each {@code host:port}
 */
public record Door(int port, List<String> instances) {

  /** Copies the list. */
  public Door {
    instances = List.copyOf(instances);
  }
}
