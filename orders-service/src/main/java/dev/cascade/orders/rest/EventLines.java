package dev.cascade.orders.rest;

import java.util.Optional;

/**
 * Makes events of lines as this service writes them: one line of data for each event, then an empty
 * line. Comments are passed over.
 */
final class EventLines {

  private String id = "";
  private String name = "";
  private String data = "";

  /** The event that ends with this line. */
  Optional<SentEvent> read(String line) {
    if (line.isEmpty() && !data.isEmpty()) {
      SentEvent event = new SentEvent(id, name, data);
      data = "";
      return Optional.of(event);
    }
    if (line.startsWith("id:")) {
      id = line.substring(3).strip();
    } else if (line.startsWith("event:")) {
      name = line.substring(6).strip();
    } else if (line.startsWith("data:")) {
      data = line.substring(5).strip();
    }
    return Optional.empty();
  }
}
